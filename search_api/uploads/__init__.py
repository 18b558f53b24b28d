"""Files that come over HTTP: received within limits, kept by content, taken in by a process beside the server."""
