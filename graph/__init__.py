"""From facts to RDF: identity, evidence, stores, tracing, validation."""
