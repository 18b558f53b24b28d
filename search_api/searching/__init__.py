"""From a question to results: passages ranked, grouped, filtered, counted and explained, and what else was meant."""
