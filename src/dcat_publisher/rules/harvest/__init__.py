"""H: what is lost on the way to the national catalogue, and to others.

H0 the fetch, H1 the gate that refuses whole documents, H2 the splitting into datasets, H3 what the portal's
parsers read, H4 what a harvest changes, H5 other harvesters. Each reason says where the fact was read, and
when.
"""

from __future__ import annotations

from dcat_publisher.rules.harvest.changes import CHANGE_RULES, OTHER_RULES
from dcat_publisher.rules.harvest.fetching import FETCHING_RULES
from dcat_publisher.rules.harvest.gate import GATE_RULES
from dcat_publisher.rules.harvest.reading import READING_RULES
from dcat_publisher.rules.harvest.splitting import SPLITTING_RULES

HARVEST_RULES = (
    *FETCHING_RULES,
    *GATE_RULES,
    *SPLITTING_RULES,
    *READING_RULES,
    *CHANGE_RULES,
    *OTHER_RULES,
)
