"""Where the graph lies: one small interface and its implementations."""
