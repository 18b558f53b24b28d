"""Names of agencies by their IRIs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from string import Template

from graph.queries import query
from graph.stores import Store, rows, values


def agency_names(store: Store, agencies: Collection[str]) -> Mapping[str, str]:
    """The names of agencies by their IRIs; one query for all of them."""
    if not agencies:
        return {}
    named = rows(store, Template(query("names")).substitute(agencies=values("agency", sorted(agencies))))
    return {agency: name for agency, name in named if agency and name}
