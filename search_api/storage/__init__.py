"""What a collection keeps: rows in a database, what was read and derived from each file, and who may write it."""
