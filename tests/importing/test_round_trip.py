"""Random graphs: to a source, built, and held against what they were; then once more."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.importing.catalogue import Imported, Wishes, imported
from dcat_publisher.importing.folder import write_files
from dcat_publisher.importing.verify import verified
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.namespaces import DCAT, DCT, FOAF, PROV, SKOS, SPDX, VCARD, XSD
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.system.resources import packaged
from dcat_publisher.system.scratch import scratch_folder
from dcat_publisher.vocabulary import vocabulary_in, with_folder
from dcat_publisher.vocabulary.profile import Profile

CLASSES = [DCAT.Dataset, DCAT.DatasetSeries, DCAT.Distribution, DCAT.Catalog, DCAT.CatalogRecord, FOAF.Agent]
CLASSES += [VCARD.Kind, DCT.Location, DCT.PeriodOfTime, SKOS.Concept, "<https://own.example/ns#Thing>"]
ADDRESSES = [
    iri(f"https://data.example.org/{path}") for path in ("a", "datasets/b", "datasets/B", "x#distribution")
]
ADDRESSES += [
    iri("urn:uuid:0"),
    iri("https://other.example/id?q=1;2"),
    iri("https://data.example.org/catalog"),
]
BLANKS = [f"_:b{number}" for number in range(6)]
LISTED = [
    iri(f"http://publications.europa.eu/resource/authority/{name}")
    for name in ("data-theme/HEAL", "language/NOB")
]
PROPERTIES = [
    DCT.title,
    DCT.description,
    DCAT.keyword,
    DCT.identifier,
    DCT.issued,
    DCT.publisher,
    DCT.spatial,
]
PROPERTIES += [
    DCT.relation,
    DCT.temporal,
    DCT.type,
    DCT.language,
    DCAT.theme,
    DCAT.distribution,
    DCAT.dataset,
]
PROPERTIES += [DCAT.contactPoint, DCAT.byteSize, DCAT.hasVersion, DCT.conformsTo, DCT.hasPart, SPDX.checksum]
PROPERTIES += [
    PROV.wasGeneratedBy,
    "<https://own.example/ns#p>",
    "<https://own.example/ns#q>",
    SKOS.prefLabel,
]
TEXTS = st.sampled_from(
    ["", "a", "a: b", " #x", "- y", "no", "2018", "2018-04-12", "l1\nl2", "\u00a0z", "æøå", "'\"\\", "x,y"]
)
LITERALS = st.one_of(
    TEXTS.map(literal),
    st.builds(lambda text, tag: literal(text, language=tag), TEXTS, st.sampled_from(["nb", "en", "de-ch"])),
    st.builds(
        lambda text, name: literal(text, XSD + name), TEXTS, st.sampled_from(["token", "anyURI", "string"])
    ),
)
SUBJECTS = st.sampled_from([*ADDRESSES, *BLANKS])
VALUES = st.one_of(SUBJECTS, LITERALS, st.sampled_from(LISTED))
TRIPLES: st.SearchStrategy[Triple] = st.one_of(
    st.tuples(SUBJECTS, st.just(TYPE), st.sampled_from(CLASSES)),
    st.tuples(SUBJECTS, st.sampled_from(PROPERTIES), VALUES),
)
VOCABULARY = vocabulary_in((packaged("vocab"),))


def made(graph: Graph) -> tuple[Imported, Graph]:
    """A graph as a source, and what is built of it."""
    with scratch_folder() as scratch:
        done = imported(
            graph, VOCABULARY, {}, Wishes(as_is=True, base="https://data.example.org/"), scratch, "{value}"
        )
        source = scratch / "source"
        source.mkdir()
        write_files(source, done.files)
        return done, read_catalog(source, with_folder(VOCABULARY, source), Profile("none", ())).graph


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(triples=st.lists(TRIPLES, min_size=1, max_size=25))
def test_random_graphs(triples: list[Triple]) -> None:
    graph = Graph(triples)
    done, built = made(graph)
    assert done.total == len(graph)
    assert not done.lost
    assert verified(done, built).missing == [], done.files
    again, rebuilt = made(built)
    assert set(rebuilt) == set(built), (done.files, again.files)
