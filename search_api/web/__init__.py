"""The web application: server-rendered pages that need neither script nor any other host."""
