"""Settings from the environment or .env, all prefixed PLANERKA_. A wrong one is reported before anything starts."""

from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings.types import (
    Address,
    BotToken,
    DatabaseUrl,
    Domain,
    Host,
    Key,
    Listed,
    Mailbox,
    MailServer,
    SignInName,
    Zone,
)

PREFIX = "PLANERKA_"

EXAMPLES = {
    "bot_token": "123456:ABC-DEF (BotFather gives it)",
    "telegram_api": "http://127.0.0.1:8081",
    "database_url": "sqlite+aiosqlite:///planerka.db",
    "zone": "Europe/Moscow",
    "language": "ru",
    "admins": "1001,1002",
    "access": "open",
    "skype_domain": "example.org",
    "skype_url": "https://lyncdiscoverinternal.example.org/",
    "skype_user": "planerka@example.org",
    "skype_trusted": "example.org,corp.local",
    "skype_ca": "/etc/ssl/company.pem",
    "skype_access": "SameEnterprise",
    "skype_leaders": "SameEnterprise",
    "skype_lobby_bypass": "Enabled",
    "skype_announcements": "Disabled",
    "skype_keep_days": "30",
    "smtp_url": "smtps://user:password@mail.example.org:465",
    "mail_from": "planerka@example.org",
    "log_level": "INFO",
    "log_format": "text",
}
"""Of each setting, for the message about a wrong one."""


class SettingsError(Exception):
    """One line for the administrator: which variable, what is wrong, an example. Never holds the value of a secret."""


class Settings(BaseSettings):
    """See the table in the README; every name there is a field here in lower case, without the prefix."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,  # as PLANERKA_ADMINS= in a .env that was not filled in
        extra="ignore",
        hide_input_in_errors=True,
    )

    bot_token: BotToken | None = None
    telegram_api: Address | None = None
    database_url: DatabaseUrl = "sqlite+aiosqlite:///planerka.db"
    zone: Zone = "Europe/Moscow"
    language: Literal["ru", "en"] = "ru"
    admins: Listed[int] = ()
    access: Literal["open", "listed", "email"] = "open"
    skype_domain: Domain | None = None
    skype_url: Address | None = None
    skype_user: SignInName | None = None
    skype_password: SecretStr | None = None
    skype_trusted: Listed[Host] = ()
    skype_ca: str | None = None
    skype_access: Literal["Everyone", "SameEnterprise", "Invited"] | None = None
    skype_leaders: Literal["Disabled", "SameEnterprise", "Everyone"] | None = None
    skype_lobby_bypass: Literal["Enabled", "Disabled"] | None = None
    skype_announcements: Literal["Enabled", "Disabled"] | None = None
    skype_keep_days: int = Field(30, ge=1, le=3650)
    secret_keys: Listed[Key] = ()
    smtp_url: MailServer | None = None
    mail_from: Mailbox | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("access")
    @classmethod
    def _access_is_supported(cls, value: str) -> str:
        if value == "email":
            raise ValueError("people cannot be admitted by mail in this version; use open or listed")
        return value

    @model_validator(mode="after")
    def _skype_is_complete(self) -> "Settings":
        if self.has_skype and not (self.skype_user and self.skype_password):
            raise ValueError(
                "Skype needs PLANERKA_SKYPE_USER and PLANERKA_SKYPE_PASSWORD too. "
                f"Example: PLANERKA_SKYPE_USER={EXAMPLES['skype_user']}"
            )
        if (self.skype_user or self.skype_password) and not self.has_skype:
            raise ValueError(
                "Skype needs PLANERKA_SKYPE_DOMAIN or PLANERKA_SKYPE_URL too. "
                f"Example: PLANERKA_SKYPE_DOMAIN={EXAMPLES['skype_domain']}"
            )
        return self

    @model_validator(mode="after")
    def _listed_access_needs_admins(self) -> "Settings":
        if self.access == "listed" and not self.admins:
            raise ValueError(
                "PLANERKA_ACCESS=listed lets only those in PLANERKA_ADMINS plan events, and it is empty. "
                f"Example: PLANERKA_ADMINS={EXAMPLES['admins']}"
            )
        return self

    @property
    def has_skype(self) -> bool:
        return bool(self.skype_domain or self.skype_url)


def load(**overrides: object) -> Settings:
    """The settings; `overrides` take precedence over the environment. Raises SettingsError."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f".env cannot be read: {error}") from None


def _sentence(error: ValidationError) -> str:
    """The first error, in one line."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    what = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return what
    name = str(first["loc"][0])
    example = f" Example: {PREFIX}{name.upper()}={EXAMPLES[name]}" if name in EXAMPLES else ""
    return f"{PREFIX}{name.upper()}: {what}.{example}"
