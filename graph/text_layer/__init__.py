"""The text layer of one file: what this text says, one module for each kind of fact."""
