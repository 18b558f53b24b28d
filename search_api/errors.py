"""The error of a collection that every door to it tells its user."""


class CollectionError(RuntimeError):
    """The collection cannot be used as asked; the message says why and what to do."""
