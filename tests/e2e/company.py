"""People who connect accounts of their own, and where their passwords must not be."""

import pytest

from demo.telegram import Person
from demo.telegram.messages import Message
from tests.e2e.town import Town

SECRET, WRONG = "Tr0ub4dor-and-3", "correct-horse-battery"
RIGHT = "Пароль верный. Теперь ваши конференции создаются под вашей учётной записью: elena@example.org."
REFUSED = "Сервер Skype не принял этот пароль."


def moves_in(town: Town) -> None:
    """Elena and Anna have accounts on the company's Skype server."""
    town.skype.add_user("elena@example.org", SECRET, "EXAMPLE\\elena")
    town.skype.add_user("annalee@example.org", f"{SECRET}-too")


async def names(person: Person, address: str = "elena@example.org") -> Message:
    """They say who they are inside the company, and are asked for the password."""
    await person.says("/skype")
    await person.sees("Skype")
    await person.says(address)
    return await person.sees(f"{address.rpartition(' ')[2]}.")


async def types(town: Town, person: Person, secret: str) -> Message:
    """What was typed, after everything that followed from it."""
    typed = await person.says(secret)
    await town.settled()
    return typed


async def connects(town: Town, person: Person) -> None:
    await names(person)
    await types(town, person, SECRET)
    await person.sees(RIGHT)


def nowhere(town: Town, caplog: pytest.LogCaptureFixture, *secrets: str) -> None:
    """Neither in the log, whatever its level, nor in the files of the database, its own log among them."""
    said = "\n".join(caplog.handler.format(r) for when in ("setup", "call") for r in caplog.get_records(when))
    for secret in secrets:
        assert secret not in said
        assert [file for file in town.database.parent.iterdir() if secret.encode() in file.read_bytes()] == []
