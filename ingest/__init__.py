"""From a file to facts; knows nothing of RDF or search."""
