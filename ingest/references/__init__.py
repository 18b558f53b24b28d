"""Mentions of legal instruments: grammar, pinpoints, relations."""
