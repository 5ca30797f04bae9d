"""Usernames as they are typed into a form."""


def usernames_in(typed: str) -> list[str]:
    """@usernames separated by spaces, commas or line breaks."""
    return [name.removeprefix("@") for name in typed.replace(",", " ").split()]
