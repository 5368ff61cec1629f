"""Documents that would bring a parser down: small, and each of another kind."""

import json

from dcat_publisher.rdf.depth import MAX_DEPTH

XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">'
DEEP = MAX_DEPTH + 50


def xml(body: str, doctype: str = "") -> str:
    """An RDF/XML document."""
    return f"{doctype}{XML}{body}</rdf:RDF>"


def entities(*declared: str) -> str:
    """A document type with entities."""
    return f"<!DOCTYPE rdf:RDF [{''.join(f'<!ENTITY {one}>' for one in declared)}]>"


def json_ld(depth: int) -> str:
    """JSON-LD of so many nodes within each other."""
    return '{"http://example.org/p":' * depth + '"x"' + "}" * depth


BILLION = entities('a0 "laughter"', *(f'a{n} "{f"&a{n - 1};" * 10}"' for n in range(1, 11)))
HIDDEN = entities('a0 "laughter"', *(f"a{n} '{f'&#38;a{n - 1};' * 10}'" for n in range(1, 11)))
QUADRATIC = entities(f'a "{"x" * 50_000}"')
NODE = '<rdf:Description rdf:about="http://example.org/a"><e:p>{}</e:p></rdf:Description>'

DOCUMENTS = {
    "entities that hold each other": ("rdf", xml(NODE.format("&a10;"), BILLION)),
    "entities that nobody uses": ("rdf", xml(NODE.format(""), BILLION)),
    "entities behind a character": ("rdf", xml(NODE.format("&a10;"), HIDDEN)),
    "one large entity, often used": ("rdf", xml(NODE.format("&a;" * 2000), QUADRATIC)),
    "an entity in an attribute": ("xml", xml('<e:C rdf:about="http://example.org/&a10;"/>', BILLION)),
    "entities in a circle": ("owl", xml(NODE.format("&a;"), entities('a "&b;"', 'b "&a;"'))),
    "a parameter entity": ("rdf", xml(NODE.format(""), "<!DOCTYPE rdf:RDF [<!ENTITY % a 'b'>%a;]>")),
    "an entity in a file": ("rdf", xml(NODE.format("&a;"), entities('a SYSTEM "file:///etc/hostname"'))),
    "deep RDF/XML": ("rdf", xml("<e:C><e:p>" * DEEP + "</e:p></e:C>" * DEEP)),
    "deep JSON-LD": ("jsonld", json_ld(4000)),
    "JSON-LD that is not closed": ("jsonld", '{"a":' * DEEP),
    "deep lists of JSON-LD": ("jsonld", json.dumps({"@graph": []})[:-2] + "[" * DEEP + "]" * DEEP + "]}"),
    "deep Turtle": ("ttl", "<x:a> <x:p> " + "[ <x:p> " * DEEP + "1 " + "] " * DEEP + "."),
    "deep lists of Turtle": ("ttl", "<x:a> <x:p> " + "( " * DEEP + ") " * DEEP + "."),
    "deep TriG": ("trig", "<x:g> { <x:a> <x:p> " + "( [ <x:p> " * DEEP + " ] ) " * DEEP + "}"),
    "deep triples within triples": (
        "nt", "<x:a> <x:p> " + "<<( <x:a> <x:p> " * DEEP + "<x:o>" + " )>>" * DEEP + " .\n",
    ),
}  # fmt: skip
"""What it is -> the suffix of its file, and the document."""

SOUND = {
    "entities for addresses": (
        "rdf",
        xml('<e:C rdf:about="&ex;a"><e:p>&ex;b &lt;</e:p></e:C>', entities('ex "http://example.org/"')),
    ),
    "brackets in texts": ("ttl", f"<x:a> <x:p> '''{'[' * DEEP}''', \"{'(' * DEEP}\" . # {'{' * DEEP}\n"),
    "brackets in names": ("ttl", "@prefix e: <x:> . " + "e:a\\(\\'b <x:p> 1 . " * DEEP),
    "many nodes side by side": ("ttl", "<x:a> <x:p> " + ", ".join(["[ <x:p> ( 1 [] ) ]"] * DEEP) + " ."),
    "many objects side by side": ("jsonld", json.dumps([{"http://e/p": [{"@value": "[{"}]}] * DEEP)),
    "many elements side by side": ("rdf", xml('<e:C><e:p xml:lang="en">x</e:p><e:q/></e:C>' * DEEP)),
}
"""What looks like the above and is not."""
