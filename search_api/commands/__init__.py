"""The commands of ``danchieu``, and how they speak in a terminal."""
