"""The documents of a file: where each begins and ends, and what its header and its end say of it."""
