"""Types of settings. Each function returns a valid value and raises ValueError otherwise.

bot.settings.model says which setting has which type.
"""

import re
from typing import Annotated, Any, TypeVar, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, SecretStr
from pydantic_core import CoreSchema, core_schema
from pydantic_settings import NoDecode

T = TypeVar("T")

KEY_COMMAND = '.venv/bin/python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
SQLITE = "sqlite+aiosqlite:///"


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _ids(value: object) -> object:
    parts = _split(value)
    if isinstance(value, str) and not all(part.isdecimal() for part in parts):  # type: ignore[attr-defined]
        raise ValueError("these are Telegram ids, numbers separated by commas; `check` tells those who wrote lately")
    return parts


class AnyCase:
    """Beside a Literal: its words are taken in any case, and an unknown one is answered by all of them."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        words: tuple[str, ...] = get_args(source)
        known = {word.casefold(): word for word in words}

        def read(value: object) -> str:
            if (word := known.get(str(value).strip().casefold())) is None:
                raise ValueError(f"it is one of {', '.join(words)}")
            return word

        return core_schema.no_info_before_validator_function(read, handler(source))


def _days(value: object) -> int:
    if not str(value).isdecimal() or not 1 <= int(str(value)) <= 3650:
        raise ValueError("it is a number of days from 1 to 3650")
    return int(str(value))


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
    if "://" not in value:
        raise ValueError("it is not an SQLAlchemy URL")
    if not value.startswith(SQLITE):
        raise ValueError(f"this version supports SQLite only, by an address that begins with {SQLITE}")
    if value.removeprefix(SQLITE).partition("?")[0] in {"", ":memory:"}:
        raise ValueError("it does not name a file")
    return value


def _is_address(value: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # of the port, or of brackets
        return False


def _address(value: str) -> str:
    if not _is_address(value, "http", "https"):
        raise ValueError("it is not an http(s) address")
    return value


def _proxy(value: SecretStr) -> SecretStr:
    address = value.get_secret_value()
    if not _is_address(address, "http", "socks5") or urlsplit(address).port is None:
        raise ValueError("it is not an http or socks5 address with a port")
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
    if not _is_address(value.get_secret_value(), "smtp", "smtps"):
        raise ValueError("it is not an smtp or smtps address")
    return value


def _mailbox(value: str) -> str:
    if not all(value.partition("@")):
        raise ValueError("it is not a mail address")
    return value


Listed = Annotated[tuple[T, ...], NoDecode, BeforeValidator(_split)]
"""Separated by commas."""
Ids = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)]
"""Of people on Telegram, separated by commas."""
ANY_CASE = AnyCase()
Days = Annotated[int, BeforeValidator(_days)]
BotToken = Annotated[SecretStr, AfterValidator(_bot_token)]
Zone = Annotated[str, AfterValidator(_zone)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
Address = Annotated[str, AfterValidator(_address)]
ProxyAddress = Annotated[SecretStr, AfterValidator(_proxy)]
Domain = Annotated[str, AfterValidator(_domain)]
Host = Annotated[str, AfterValidator(_host)]
SignInName = Annotated[str, AfterValidator(_sign_in_name)]
Key = Annotated[SecretStr, AfterValidator(_key)]
MailServer = Annotated[SecretStr, AfterValidator(_mail_server)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
