"""The server: its processes and threads, who may ask, how much, and what it answers and records."""
