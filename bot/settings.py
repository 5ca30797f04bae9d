"""Settings from the environment or .env, all prefixed PLANERKA_. A wrong one is named before anything starts."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.examples import EXAMPLES

PREFIX = "PLANERKA_"
Listed = Annotated[tuple[str, ...], NoDecode]
KEY_MAKER = '.venv/bin/python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'


class SettingsError(Exception):
    """One line for the administrator: which variable, what is wrong, an example. Never holds the value of a secret."""


class Settings(BaseSettings):
    """See the table in the README; every name there is a field here in lower case, without the prefix."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,  # a line of a template that nobody filled in
        extra="ignore",
        hide_input_in_errors=True,
    )

    bot_token: SecretStr | None = None
    telegram_api: str | None = None
    database_url: str = "sqlite+aiosqlite:///planerka.db"
    zone: str = "Europe/Moscow"
    language: Literal["ru", "en"] = "ru"
    admins: Annotated[tuple[int, ...], NoDecode] = ()
    access: Literal["open", "listed", "email"] = "open"
    skype_domain: str | None = None
    skype_url: str | None = None
    skype_user: str | None = None
    skype_password: SecretStr | None = None
    skype_trusted: Listed = ()
    skype_ca: str | None = None
    skype_access: Literal["Everyone", "SameEnterprise", "Invited"] | None = None
    skype_leaders: Literal["Disabled", "SameEnterprise", "Everyone"] | None = None
    skype_lobby_bypass: Literal["Enabled", "Disabled"] | None = None
    skype_announcements: Literal["Enabled", "Disabled"] | None = None
    skype_keep_days: int = Field(30, ge=1, le=3650)
    secret_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    smtp_url: SecretStr | None = None
    mail_from: str | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("admins", "skype_trusted", "secret_keys", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            number, _, rest = value.get_secret_value().partition(":")
            if not (number.isdigit() and rest and not any(c.isspace() for c in rest)):
                raise ValueError("it does not look like a bot token")
        return value

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("there is no such time zone") from error
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if not value.startswith("sqlite+aiosqlite:///"):
            raise ValueError("this version stores in SQLite only")
        if value.removeprefix("sqlite+aiosqlite:///").partition("?")[0] in {"", ":memory:"}:
            raise ValueError("it names no file")
        return value

    @field_validator("telegram_api", "skype_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is not None:
            parts = urlsplit(value)
            if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:  # may raise, too
                raise ValueError("it is not an http(s) address")
        return value

    @field_validator("skype_domain")
    @classmethod
    def _host_name(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[\w-]+(\.[\w-]+)+", value):
            raise ValueError("it is not a domain name")
        return value

    @field_validator("secret_keys")
    @classmethod
    def _keys(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        try:
            for key in value:
                Fernet(key.get_secret_value())
        except ValueError:
            raise ValueError(f"it holds something that is no key; {KEY_MAKER} makes one") from None
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = urlsplit(value.get_secret_value())
            if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
                raise ValueError("it is not an smtp or smtps address")
        return value

    @field_validator("mail_from")
    @classmethod
    def _mailbox(cls, value: str | None) -> str | None:
        if value is not None and not all(value.partition("@")):
            raise ValueError("it is not a mail address")
        return value

    @field_validator("access")
    @classmethod
    def _no_mail_yet(cls, value: str) -> str:
        if value == "email":
            raise ValueError("people cannot be admitted by mail in this version; use open or listed")
        return value

    @model_validator(mode="after")
    def _skype(self) -> "Settings":
        if self.has_skype and not (self.skype_user and self.skype_password):
            raise ValueError(
                "Skype needs PLANERKA_SKYPE_USER and PLANERKA_SKYPE_PASSWORD too. "
                f"Example: PLANERKA_SKYPE_USER={EXAMPLES['skype_user']}"
            )
        if self.skype_user and not self.has_skype:
            raise ValueError(
                "Skype needs PLANERKA_SKYPE_DOMAIN or PLANERKA_SKYPE_URL too. "
                f"Example: PLANERKA_SKYPE_DOMAIN={EXAMPLES['skype_domain']}"
            )
        return self

    @model_validator(mode="after")
    def _somebody_may(self) -> "Settings":
        if self.access == "listed" and not self.admins:
            raise ValueError(
                "PLANERKA_ACCESS=listed lets only those in PLANERKA_ADMINS plan events, and it is empty. "
                f"Example: PLANERKA_ADMINS={EXAMPLES['admins']}"
            )
        return self

    @property
    def has_skype(self) -> bool:
        return bool(self.skype_domain or self.skype_url)


def load(**given: object) -> Settings:
    """The settings; `given` go before the environment. Raises SettingsError."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f".env cannot be read: {error}") from None


def _sentence(error: ValidationError) -> str:
    """The first thing that is wrong, in one line."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    what = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return what
    name = str(first["loc"][0])
    example = f" Example: {PREFIX}{name.upper()}={EXAMPLES[name]}" if name in EXAMPLES else ""
    return f"{PREFIX}{name.upper()}: {what}.{example}"
