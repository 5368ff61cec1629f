"""From what is in `out/` to what answers questions on it, in the process that does so."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words
from dcat_publisher.publish.named_graphs import load, load_default, published
from dcat_publisher.rdf.jsonld_context import read_context
from dcat_publisher.serve.sparql.evaluation import Evaluator
from dcat_publisher.serve.sparql.federation import engine_keeps_to_this
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import TABLE, Question
from dcat_publisher.serve.sparql.results import GRAPHS, SOLUTIONS

_WORDS: Final = Words(__file__).group("operator")


def loaded(out: Path, limits: Limits) -> Evaluator:
    """Return what answers questions on the build in `out`, warm; raises ConfigurationError, OSError."""
    if not engine_keeps_to_this():
        raise ConfigurationError(_WORDS["other_engine"])
    site = published(out)
    context = read_context([out / "context.jsonld"])
    evaluator = Evaluator(load(site), context, site.base, limits, load_default(site))
    _warm_up(evaluator)
    return evaluator


def _warm_up(evaluator: Evaluator) -> None:
    """Do once what a worker does: it has no descriptor left by which to load a module."""
    for query in ("SELECT * {?s ?p ?o} LIMIT 9", "ASK {}", "DESCRIBE <>", "SELECT ?service {} x"):
        for form in (*SOLUTIONS, TABLE, None):
            evaluator.answer(Question(query, form, None))
    for form in (*GRAPHS, TABLE, None):
        evaluator.answer(Question("CONSTRUCT WHERE {?s ?p ?o} LIMIT 9", None, form))
