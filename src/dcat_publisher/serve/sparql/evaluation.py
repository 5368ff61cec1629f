"""A question to an answer: the one place where a query meets the engine."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from dcat_publisher.publish.named_graphs import may_name_graphs
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.serve.sparql.federation import explained, proof_of
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import TABLE, Question, Reply
from dcat_publisher.serve.sparql.results import (
    GRAPHS,
    SOLUTIONS,
    TooMuchError,
    UnwritableError,
    graph_of,
    write_graph,
    write_solutions,
    write_table,
)

Result = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Answers questions from a store; `base` resolves relative IRIs, `context` shapes written RDF.

    `union` is a store with the default graph alone, for the queries that can see nothing else: the engine
    keeps the triples of a subject in one chain for all graphs, and a concept is in thousands of them.
    """

    store: Store
    context: Context
    base: str
    limits: Limits
    union: Store | None = None

    def answer(self, question: Question) -> Reply:
        """Evaluate a query; what is wrong with it is said in the reply, with status 400 or 406."""
        try:
            self._prove_that_it_calls_nobody(question.query)
            return self._write(self._evaluate(question.query, question), question)
        except SyntaxError as error:
            return Reply.refusal(400, explained(error, question.query)["en"])
        except (TooMuchError, ValueError, RuntimeError) as error:
            return Reply.refusal(400, str(error))
        except UnwritableError as error:
            return Reply.refusal(406, str(error))
        except MemoryError:
            return Reply.refusal(503, out_of_memory(self.limits))

    def _prove_that_it_calls_nobody(self, query: str) -> None:
        """Raise SyntaxError for SERVICE, ValueError for what else is wrong; see `federation`."""
        proof = proof_of(query)
        if proof is None:
            return
        try:
            Store().query(proof.text, base_iri=self.base)
        except (ValueError, RuntimeError) as error:
            raise ValueError(proof.restored(str(error))) from error

    def _evaluate(self, text: str, question: Question) -> Result:
        default, named = question.default_graphs, question.named_graphs
        if default is None and named is None:
            union = None if may_name_graphs(text) else self.union
            return (self.store if union is None else union).query(text, base_iri=self.base)
        # Naming a dataset in the protocol leaves nothing of the service's own (SPARQL 1.1 Protocol, 2.1.4).
        store = self.store
        defaults: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(name) for name in default or ()]
        names: list[NamedNode | BlankNode] = [NamedNode(name) for name in named or ()]
        if len(defaults) > 1:
            store = _merged(self.store, defaults, names)
            return store.query(text, base_iri=self.base, named_graphs=names)
        return store.query(text, base_iri=self.base, default_graph=defaults, named_graphs=names)

    def _write(self, result: Result, question: Question) -> Reply:
        is_graph = isinstance(result, QueryTriples)
        form = question.graph if is_graph else question.solutions
        if form is None:
            offered = ", ".join(GRAPHS[:4] if is_graph else SOLUTIONS[:4])
            return Reply.refusal(406, f"Accept allows no form of this result; there is {offered}")
        if form == TABLE:
            return Reply(200, "application/json", write_table(result))
        if isinstance(result, QueryTriples):
            data = write_graph(graph_of(result, self.limits), form, self.context, self.limits)
        else:
            data = write_solutions(result, form, self.limits)
        return Reply(200, form, data)


def _merged(
    store: Store, defaults: list[NamedNode | BlankNode | DefaultGraph], names: list[NamedNode | BlankNode]
) -> Store:
    """Return a store whose default graph is the merge of several: a triple of two of them is there once.

    The engine would give such a triple twice (SPARQL 1.1 Query, 13.2: the default graph is the RDF merge).
    """
    merged = Store()
    for name in dict.fromkeys(defaults):
        quads = store.quads_for_pattern(None, None, None, name)
        triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
        merged.load(triples, format=RdfFormat.N_TRIPLES)
    for name in dict.fromkeys(names):
        merged.extend(store.quads_for_pattern(None, None, None, name))
    return merged


def reply_to(evaluator: Evaluator, question: Question) -> Reply:
    """Return the reply to a question, also where it cannot be evaluated at all."""
    try:
        return evaluator.answer(question)
    except Exception as error:
        return Reply.refusal(500, f"the query could not be evaluated: {type(error).__name__}: {error}")


def out_of_memory(limits: Limits) -> str:
    """Say that a query was stopped for want of memory."""
    return f"the query needs more than {limits.memory} MiB of memory and was stopped"
