"""The SPARQL endpoint: read-only queries of users, run in worker processes that can be stopped."""
