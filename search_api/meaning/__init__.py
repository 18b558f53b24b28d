"""Finding by meaning: models that make vectors of texts, the vectors kept, and the index that compares them."""
