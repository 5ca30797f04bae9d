"""Settings from the environment or .env, all prefixed PLANERKA_. All wrong ones are told before anything starts."""

import logging
from pathlib import Path
from typing import Annotated, Literal

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings.env_file import ENV_FILE, Unreadable, malformed
from bot.settings.types import (
    ANY_CASE,
    Address,
    BotToken,
    DatabaseUrl,
    Days,
    Domain,
    Host,
    Ids,
    Key,
    Listed,
    Mailbox,
    MailServer,
    ProxyAddress,
    SignInName,
    Zone,
)
from bot.settings.unknown import unknown_to

PREFIX = "PLANERKA_"

EXAMPLES = {
    "bot_token": "123456:ABC-DEF (BotFather gives it)",
    "telegram_api": "http://127.0.0.1:8081",
    "telegram_proxy": "socks5://user:password@proxy.example.org:1080",
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
    """For the administrator, a line for each wrong setting: which variable, what is wrong, an example.

    Never holds the value of a secret.
    """


NO_TOKEN = f"{PREFIX}BOT_TOKEN is not set. BotFather gives one: {PREFIX}BOT_TOKEN=123456:ABC-DEF"


class Settings(BaseSettings):
    """See the table in the README; every name there is a field here in lower case, without the prefix."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_ignore_empty=True,  # as PLANERKA_ADMINS= in a .env that was not filled in
        extra="ignore",
        hide_input_in_errors=True,
    )

    bot_token: BotToken | None = None
    telegram_api: Address | None = None
    telegram_proxy: ProxyAddress | None = None
    database_url: DatabaseUrl = "sqlite+aiosqlite:///planerka.db"
    zone: Zone = "Europe/Moscow"
    language: Annotated[Literal["ru", "en"], ANY_CASE] = "ru"
    admins: Ids = ()
    access: Annotated[Literal["open", "listed", "email"], ANY_CASE] = "open"
    skype_domain: Domain | None = None
    skype_url: Address | None = None
    skype_user: SignInName | None = None
    skype_password: SecretStr | None = None
    skype_trusted: Listed[Host] = ()
    skype_ca: str | None = None
    skype_access: Annotated[Literal["Everyone", "SameEnterprise", "Invited"], ANY_CASE] | None = None
    skype_leaders: Annotated[Literal["Disabled", "SameEnterprise", "Everyone"], ANY_CASE] | None = None
    skype_lobby_bypass: Annotated[Literal["Enabled", "Disabled"], ANY_CASE] | None = None
    skype_announcements: Annotated[Literal["Enabled", "Disabled"], ANY_CASE] | None = None
    skype_keep_days: Days = 30
    secret_keys: Listed[Key] = ()
    smtp_url: MailServer | None = None
    mail_from: Mailbox | None = None
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], ANY_CASE] = "INFO"
    log_format: Annotated[Literal["text", "json"], ANY_CASE] = "text"

    @property
    def has_skype(self) -> bool:
        return bool(self.skype_domain or self.skype_url)


def load(*, needs_token: bool = False, **overrides: object) -> Settings:
    """The settings; `overrides` take precedence over the environment. Raises SettingsError with all that is wrong."""
    logging.getLogger("dotenv").setLevel(logging.ERROR)  # what it warns of is named here
    try:
        faults = malformed(Path(ENV_FILE))
    except Unreadable as error:
        raise SettingsError(str(error)) from error
    wrong: dict[str, str] = {}
    try:
        settings = Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = _sentences(error)
        # Read again with examples in the places of wrong values, to see what contradicts each other as well.
        instead = {name: EXAMPLES.get(name, "").partition(" ")[0] for name in wrong}
        settings = Settings(**overrides | instead)  # type: ignore[arg-type]
    faults += [
        *wrong.values(),
        *contradictions(settings),
        *([NO_TOKEN] if needs_token and not settings.bot_token else []),
    ]
    if faults:
        raise SettingsError("\n".join([*faults, *unknown_to(Settings)]))  # a typo, and so what is missing, too
    return settings


def contradictions(settings: Settings) -> list[str]:
    """A line for each setting that does not go with the others."""
    lines, account = [], (settings.skype_user, settings.skype_password)
    if settings.access == "email":
        lines.append(
            f"{PREFIX}ACCESS: people cannot be admitted by mail in this version. Example: {PREFIX}ACCESS=listed"
        )
    if settings.has_skype and not all(account):
        lines.append(
            f"Skype needs {PREFIX}SKYPE_USER and {PREFIX}SKYPE_PASSWORD too. "
            f"Example: {PREFIX}SKYPE_USER={EXAMPLES['skype_user']}"
        )
    if any(account) and not settings.has_skype:
        lines.append(
            f"Skype needs {PREFIX}SKYPE_DOMAIN or {PREFIX}SKYPE_URL too. "
            f"Example: {PREFIX}SKYPE_DOMAIN={EXAMPLES['skype_domain']}"
        )
    if settings.access == "listed" and not settings.admins:
        lines.append(
            f"{PREFIX}ACCESS=listed lets only those in {PREFIX}ADMINS plan events, and it is empty. "
            f"Example: {PREFIX}ADMINS={EXAMPLES['admins']}"
        )
    return lines


def _sentences(error: ValidationError) -> dict[str, str]:
    """One line for each field that is wrong."""
    told: dict[str, str] = {}
    for fault in error.errors(include_url=False, include_input=False, include_context=False):
        name = str(fault["loc"][0])
        example = f" Example: {PREFIX}{name.upper()}={EXAMPLES[name]}" if name in EXAMPLES else ""
        told.setdefault(name, f"{PREFIX}{name.upper()}: {fault['msg'].removeprefix('Value error, ')}.{example}")
    return told
