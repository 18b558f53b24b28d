"""The SPARQL endpoint: read-only queries in bounded workers."""
