"""The databases that the house can stand on, a package for each; what is said of all of them."""


class DatabaseUnusable(Exception):
    """A sentence for the administrator: which database, and what is wrong with it."""
