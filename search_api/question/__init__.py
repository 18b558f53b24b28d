"""What a question means: what was understood, and the SPARQL that answers it."""
