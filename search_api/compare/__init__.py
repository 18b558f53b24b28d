"""The doors to facts compared over documents: command, HTTP routes, tables in a terminal."""
