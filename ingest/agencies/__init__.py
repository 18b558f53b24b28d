"""Agencies and organisations: their mentions, with full official names and the territory that the document implies."""

from ingest.agencies.implied import CENTRAL_COMMITTEE, territory_of
from ingest.agencies.mentions import find, full_name, match_at
from ingest.agencies.territory import Territory

__all__ = ["CENTRAL_COMMITTEE", "Territory", "find", "full_name", "match_at", "territory_of"]
