"""Work that a document assigns: who bears it, in which words, under which heading or in which row, by when."""
