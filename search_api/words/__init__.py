"""Finding by words, and putting back the diacritics that were not typed or not scanned."""
