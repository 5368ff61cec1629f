"""Value type constraint components (SHACL 4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dcat_publisher.model.namespaces import SH
from dcat_publisher.model.terms import datatype as datatype_of
from dcat_publisher.model.terms import is_literal
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.datatypes import datatype_test
from dcat_publisher.shacl.declaration import Declaration, Fault
from dcat_publisher.shacl.faults import meant, shown
from dcat_publisher.shacl.model import Constraint, Result
from dcat_publisher.shacl.names import sh

_NODE_KINDS: Final = {
    sh("IRI"): "<",
    sh("BlankNode"): "_",
    sh("Literal"): '"',
    sh("BlankNodeOrIRI"): "_<",
    sh("BlankNodeOrLiteral"): '_"',
    sh("IRIOrLiteral"): '<"',
}
"""Node kind -> the first characters of its terms."""


def class_(declared: Declaration) -> Iterator[Constraint]:
    """sh:class (4.1.1): each value is a SHACL instance of the class."""
    for name in declared.iris(sh("class")):
        yield _instance_of(name, declared.fault("Class", name=declared.names(name)))


def _instance_of(name: str, fault: Fault) -> Constraint:
    def test(data: Data, value: str) -> bool:
        return value in data.instances[name]

    def check(data: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        members = data.instances[name]
        for value in values:
            if value not in members:
                results.append(fault(focus, value))  # noqa: PERF401 (faults are rare)

    return Constraint(check, test)


def datatype(declared: Declaration) -> Iterator[Constraint]:
    """sh:datatype (4.1.2): each value is a well-formed literal of the datatype."""
    name = declared.iri(sh("datatype"))
    if name is not None:
        said = declared.names(name)
        faults = declared.fault("Datatype", name=said), declared.fault("Datatype", "OtherDatatype", name=said)
        yield _of_datatype(name, *faults)


def _of_datatype(name: str, ill_formed: Fault, other: Fault) -> Constraint:
    """Return the constraint; a value that is no literal of the datatype is told otherwise than a bad one."""
    well_formed = datatype_test(name)

    def check(_: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        for value in values:
            if not well_formed(value):
                is_of_it = is_literal(value) and f"<{datatype_of(value)}>" == name
                results.append((ill_formed if is_of_it else other)(focus, value))

    return Constraint(check, lambda _, value: well_formed(value))


def node_kind(declared: Declaration) -> Iterator[Constraint]:
    """sh:nodeKind (4.1.3): each value is an IRI, a blank node, a literal, or one of two of these."""
    name = declared.iri(sh("nodeKind"))
    if name is None:
        return
    if name not in _NODE_KINDS:
        raise declared.fail("no_node_kind", value=shown(name), hint=meant(_nearest(name)))
    firsts = _NODE_KINDS[name]
    fault = declared.fault("NodeKind", SH.local(name))

    def check(_: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        for value in values:
            if value[0] not in firsts:
                results.append(fault(focus, value))  # noqa: PERF401 (faults are rare)

    yield Constraint(check, lambda _, value: value[0] in firsts)


def _nearest(name: str) -> str | None:
    """Return the node kind that was probably meant; None where another name of SHACL or of others stands."""
    kinds = {kind.casefold(): shown(kind) for kind in _NODE_KINDS}
    return kinds.get(name.casefold())
