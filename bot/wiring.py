"""Everything put together by hand, in one place: the running bot out of its settings."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from aiogram import Bot
from aiogram.types import User

from bot.conferences import password_results, results
from bot.conferences.accounts import Accounts
from bot.conferences.key_rotation import rotate
from bot.conferences.passwords import PasswordSender
from bot.conferences.sender import ConferenceSender
from bot.conferences.skype.check import check_skype
from bot.conferences.skype.config import skype_config
from bot.conferences.skype.server import open_accounts
from bot.ical.people import NO_MAILBOX
from bot.mail.check import check_mail
from bot.road import timers
from bot.road.cleanup import Cleanup
from bot.road.delivery import Delivery
from bot.road.handling import Handling
from bot.road.intake import Intake
from bot.road.ports import Receiver, Sender
from bot.road.recording import Recording
from bot.road.tasks import Planerka
from bot.settings.check import Verdict, check_settings
from bot.settings.model import Settings
from bot.settings.vault import Vault
from bot.telegram import results as telegram_results
from bot.telegram.check import check_access, check_telegram
from bot.telegram.client import telegram_bot
from bot.telegram.invitation_tokens import invitation_tokens
from bot.telegram.polling import Polling
from bot.telegram.rendering import Renderer
from bot.telegram.sender import TelegramSender
from bot.telegram.setup import set_up
from bot.telegram.updates import Updates
from domain.account import name_of
from domain.address import on_telegram
from domain.messages.inbox import RawUpdate
from domain.policy import Policy
from handlers.router import dispatcher
from storage.engines.sqlite.check import look, opened_if_current
from storage.engines.sqlite.lock import only_one
from storage.engines.sqlite.remedy import damage_told
from storage.migrations import migrate
from storage.uow import Database, forbid_network

REACTIONS = results.REACTIONS | password_results.REACTIONS | telegram_results.REACTIONS | timers.REACTIONS
ON_GIVEN_UP = results.ON_GIVEN_UP | password_results.ON_GIVEN_UP | telegram_results.ON_GIVEN_UP


def utc_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  this is the clock that is handed in everywhere


def new_uid() -> str:
    """RFC 5545 3.8.4.7: unique in the world, and for ever the event's."""
    return f"{uuid.uuid4()}@planerka"  # noqa: TID251  this is the function that is handed in everywhere


def policy_of(settings: Settings) -> Policy:
    organizers = frozenset(map(on_telegram, settings.admins)) if settings.access == "listed" else None
    config = skype_config(settings)
    return Policy(
        settings.zone,
        settings.language,
        settings.has_skype,
        organizers,
        conference_domain=config.domain.lower() if config else "",
        bot_account=name_of(config.user) if config else "",
        passwords=bool(config and settings.secret_keys),
        has_admins=bool(settings.admins),
    )


@asynccontextmanager
async def running(
    settings: Settings, clock: Callable[[], datetime] = utc_now, monotonic: Callable[[], float] = time.monotonic
) -> AsyncIterator[Planerka]:
    """The whole bot at work, from its migrated database to its poller; stopped when the block is left.

    Waits for a Telegram that does not answer. Raises SettingsError, DatabaseUnusable, and what Telegram says to a
    token or a poller that it does not accept (in an ExceptionGroup once the bot is at work).
    """
    bot = telegram_bot(settings, forbid_network, monotonic)
    async with AsyncExitStack() as stack:
        stack.enter_context(damage_told(settings.database_url))
        stack.enter_context(only_one(settings.database_url))
        await migrate(settings.database_url)
        stack.push_async_callback(bot.session.close)
        units = await Database.open(settings.database_url, clock)
        stack.push_async_callback(units.close)
        vault = Vault(settings.secret_keys)
        await rotate(units, vault)
        accounts = await stack.enter_async_context(
            open_accounts(skype_config(settings), units, vault, clock=clock, guard=forbid_network)
        )
        me = await set_up(bot)
        async with asyncio.TaskGroup() as group:
            planerka = await _start(Parts(settings, units, bot, me, accounts, vault, clock, monotonic), group)
            try:
                yield planerka
            finally:
                await planerka.stop()


@dataclass(frozen=True)
class Parts:
    """What is opened before the work begins and closed after it has ended."""

    settings: Settings
    units: Database
    bot: Bot
    me: User
    accounts: Accounts
    vault: Vault
    clock: Callable[[], datetime]
    monotonic: Callable[[], float]


async def _start(parts: Parts, group: asyncio.TaskGroup) -> Planerka:
    units, bot, clock = parts.units, parts.bot, parts.clock
    recording = Recording(units)
    delivery = Delivery(units, recording, _senders(parts), ON_GIVEN_UP, group, clock=clock, monotonic=parts.monotonic)
    receivers: dict[type, Receiver] = {RawUpdate: _updates(parts, delivery, group)}
    handling = Handling(units, receivers, REACTIONS, clock, deliver=delivery.enqueue, group=group)
    intake = Intake(units, handling.enqueue)
    await intake.resume()
    await delivery.resume("tg")
    polling = group.create_task(Polling(bot, intake, recovered=partial(delivery.answers_again, "tg")).run())
    loops = (
        recording.run(handling.enqueue),
        delivery.sweep(),
        timers.Timers(units, handling.enqueue).run(),
        Cleanup(units, clock).run(),
    )
    return Planerka(parts.me.username or "", handling, delivery, polling, [group.create_task(loop) for loop in loops])


def _updates(parts: Parts, delivery: Delivery, group: asyncio.TaskGroup) -> Updates:
    policy, token_of = policy_of(parts.settings), invitation_tokens(parts.bot.token)
    name, has_inline = parts.me.username or "", bool(parts.me.supports_inline_queries)
    given = {"new_uid": new_uid, "token_of": token_of, "seal": parts.vault.seal}
    routes = dispatcher(policy=policy, bot_username=name, has_inline=has_inline, **given)
    return Updates(parts.bot, parts.units, routes, policy, clock=parts.clock, deliver=delivery.enqueue, group=group)


def _senders(parts: Parts) -> dict[type, Sender]:
    renderer = Renderer(parts.units, parts.clock)
    mailbox = parts.settings.mail_from or NO_MAILBOX
    senders = TelegramSender(parts.bot, parts.units, renderer, parts.clock, mailbox=mailbox).senders()
    senders |= PasswordSender(parts.accounts.personal, parts.units, parts.clock).senders()
    kept_for = timedelta(days=parts.settings.skype_keep_days)
    return senders | ConferenceSender(parts.accounts, parts.units, parts.clock, kept_for).senders()


async def checks(settings: Settings) -> AsyncIterator[Verdict]:
    """Everything that the bot depends on, tried one after the other, whatever fails."""
    yield check_settings()
    yield await check_telegram(settings)
    yield Verdict("database", *await asyncio.to_thread(look, settings.database_url))
    async with opened_if_current(settings.database_url, utc_now) as units:
        yield await check_access(settings, units)
        async for verdict in check_skype(settings, units, utc_now):
            yield verdict
    yield await check_mail(settings)
