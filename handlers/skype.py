"""/skype: the SIP address of a person, and their own account for conferences."""

from collections.abc import Callable
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message

from domain.errors import Refusal, Why
from domain.person import Person
from domain.policy import Policy
from domain.ports import Awaiting, UnitOfWork
from domain.usecases.forget import Forget
from domain.usecases.set_conference_address import SetConferenceAddress
from domain.usecases.verify_password import VerifyPassword
from handlers.callbacks import AccountAction, AccountCallback
from handlers.chat import Chat
from handlers.conversations import ADDRESS, PASSWORD, PASSWORD_TTL, TRIED, is_account_answer
from handlers.typed import typed_in
from handlers.views import skype as views

FORGET = F.args.lower() == "forget"


async def on_skype(_message: object, chat: Chat, work: UnitOfWork, me: Person, policy: Policy) -> None:
    """Shows which account is used, and asks for the address."""
    if not policy.conference_domain:
        raise Refusal(Why.CONFERENCE_NOT_OFFERED)
    await chat.say(views.account(me, await work.accounts.get(me.id), policy))
    await work.conversations.set(me.id, Awaiting(ADDRESS, 0), PASSWORD_TTL)


async def on_forget(_update: object, chat: Chat, work: UnitOfWork, me: Person, now: datetime) -> None:
    left = await Forget(work, now)(me)
    await work.conversations.clear(me.id)
    await chat.say(views.forgotten(left))


async def on_possible_password(_message: object, chat: Chat, work: UnitOfWork, me: Person) -> None:
    """It may hold a password, so it is deleted and not used. The next text may hold it, too."""
    await chat.clear_secret()
    await work.conversations.set(me.id, Awaiting(TRIED, 0), PASSWORD_TTL)
    await chat.say(views.arguments_not_taken())


async def is_address(message: Message, work: UnitOfWork, me: Person) -> bool:
    return await _is_answer(message, work, me, ADDRESS)


async def is_password(message: Message, work: UnitOfWork, me: Person) -> bool:
    return await _is_answer(message, work, me, PASSWORD)


async def is_retyped_password(message: Message, work: UnitOfWork, me: Person) -> bool:
    return await _is_answer(message, work, me, TRIED)


async def _is_answer(message: Message, work: UnitOfWork, me: Person, what: str) -> bool:
    """People who were picked for a form hold no password."""
    return not message.users_shared and await is_account_answer(work, me, what, typed_in(message))


async def on_address(
    message: Message, chat: Chat, work: UnitOfWork, me: Person, *, now: datetime, policy: Policy
) -> None:
    """Deletes the message, since a password may have been typed after the address; the answer shows the address."""
    named, account = await SetConferenceAddress(work, policy)(me, message.text or "")
    await chat.clear_secret()
    await work.conversations.clear(me.id)
    if policy.passwords and not account.is_connected:
        await _ask(chat, work, me, now)
    else:
        await chat.say(views.account(named, account, policy))


async def on_password(
    message: Message,
    chat: Chat,
    work: UnitOfWork,
    me: Person,
    *,
    now: datetime,
    policy: Policy,
    seal: Callable[[str], str],
) -> None:
    if not policy.passwords:
        raise Refusal(Why.PASSWORDS_NOT_TAKEN)
    if message.text is None:
        raise Refusal(Why.NOT_TEXT, field="password")
    await VerifyPassword(work, now)(me, seal(message.text))
    await chat.clear_secret()
    await work.conversations.set(me.id, Awaiting(TRIED, 0), PASSWORD_TTL)
    await chat.say(views.trying())


async def on_ask(_query: object, chat: Chat, work: UnitOfWork, me: Person, *, now: datetime, policy: Policy) -> None:
    if not policy.passwords:
        raise Refusal(Why.PASSWORDS_NOT_TAKEN)
    await _ask(chat, work, me, now)


async def on_without_password(_query: object, chat: Chat, work: UnitOfWork, me: Person, policy: Policy) -> None:
    await work.conversations.clear(me.id)
    await chat.change(views.account(me, await work.accounts.get(me.id), policy))


async def _ask(chat: Chat, work: UnitOfWork, me: Person, now: datetime) -> None:
    account = await VerifyPassword(work, now).ask(me)
    await work.conversations.set(me.id, Awaiting(PASSWORD, 0), PASSWORD_TTL)
    await chat.say(views.password(account))


def router() -> Router:
    router = Router(name="skype")
    router.message.register(on_forget, Command("skype", magic=FORGET))
    router.message.register(on_possible_password, Command("skype", magic=F.args))
    router.message.register(on_skype, Command("skype"))
    answers = (is_address, on_address), (is_password, on_password), (is_retyped_password, on_possible_password)
    for asking, answer in answers:
        router.message.register(answer, asking)
    router.callback_query.register(on_ask, AccountCallback.filter(F.action == AccountAction.PASSWORD))
    router.callback_query.register(
        on_without_password, AccountCallback.filter(F.action == AccountAction.WITHOUT_PASSWORD)
    )
    router.callback_query.register(on_forget, AccountCallback.filter(F.action == AccountAction.FORGET))
    return router
