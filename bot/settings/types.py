"""Types of settings. Each function returns a valid value and raises ValueError otherwise.

bot.settings.model says which setting has which type.
"""

import re
from typing import Annotated, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

T = TypeVar("T")

KEY_COMMAND = '.venv/bin/python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
SQLITE = "sqlite+aiosqlite:///"


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _bot_token(value: SecretStr) -> SecretStr:
    number, _, rest = value.get_secret_value().partition(":")
    if not (number.isdigit() and rest and not any(c.isspace() for c in rest)):
        raise ValueError("it does not look like a bot token")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("there is no such time zone") from error
    return value


def _database(value: str) -> str:
    if not value.startswith(SQLITE):
        raise ValueError("this version supports SQLite only")
    if value.removeprefix(SQLITE).partition("?")[0] in {"", ":memory:"}:
        raise ValueError("it does not name a file")
    return value


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:  # .port may raise as well
        raise ValueError("it is not an http(s) address")
    return value


def _domain(value: str) -> str:
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)+", value):
        raise ValueError("it is not a domain name")
    return value


def _host(value: str) -> str:
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)*", value):
        raise ValueError("it is not a host name")
    return value


def _sign_in_name(value: str) -> str:
    if not re.fullmatch(r"[^@\\\s]+[@\\][^@\\\s]+", value):
        raise ValueError("it is neither user@domain nor DOMAIN\\user")
    return value


def _key(value: SecretStr) -> SecretStr:
    try:
        Fernet(value.get_secret_value())
    except ValueError:
        raise ValueError(f"it holds something that is not a key; {KEY_COMMAND} makes one") from None
    return value


def _mail_server(value: SecretStr) -> SecretStr:
    parts = urlsplit(value.get_secret_value())
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("it is not an smtp or smtps address")
    return value


def _mailbox(value: str) -> str:
    if not all(value.partition("@")):
        raise ValueError("it is not a mail address")
    return value


Listed = Annotated[tuple[T, ...], NoDecode, BeforeValidator(_split)]
"""Separated by commas."""
BotToken = Annotated[SecretStr, AfterValidator(_bot_token)]
Zone = Annotated[str, AfterValidator(_zone)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
Address = Annotated[str, AfterValidator(_address)]
Domain = Annotated[str, AfterValidator(_domain)]
Host = Annotated[str, AfterValidator(_host)]
SignInName = Annotated[str, AfterValidator(_sign_in_name)]
Key = Annotated[SecretStr, AfterValidator(_key)]
MailServer = Annotated[SecretStr, AfterValidator(_mail_server)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
