"""What the graph knows, gathered for a page, a list or a feed."""
