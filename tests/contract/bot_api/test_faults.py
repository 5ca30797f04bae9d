"""Faults on demand: what networks and busy servers do."""

import pytest
from aiogram import Bot as Client
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiohttp import ClientSession

from demo.telegram import Bot, Fault, Person, Rates, Telegram, TelegramServer
from tests.contract.bot_api.tools import Watch, button, keyboard

TEXT = "письмо"


async def test_flood_control(client: Client, world: Telegram, anna: Person) -> None:
    """1. 429 with the seconds to wait, once; the next call passes."""
    world.faults.add(Fault("sendMessage", kind="retry_after", retry_after=7))
    with pytest.raises(TelegramRetryAfter, match="Too Many Requests: retry after 7") as caught:
        await client.send_message(anna.id, TEXT)
    assert caught.value.retry_after == 7
    await client.send_message(anna.id, TEXT)
    assert [call.fault for call in world.calls] == ["retry_after", None]


async def test_flood_control_is_in_the_header_too(server: TelegramServer, world: Telegram) -> None:
    """2. Proxies read the header."""
    world.faults.add(Fault("*", retry_after=7))
    async with ClientSession() as session, session.post(f"{server.url}/bot42:TEST/getMe") as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")


async def test_errors_of_the_server_and_of_a_proxy(client: Client, world: Telegram, anna: Person) -> None:
    """3. A 500 in JSON, any text with any code, and a page that is no JSON at all."""
    world.faults.add(Fault("sendmessage", kind="status"))
    with pytest.raises(TelegramServerError, match="Internal Server Error"):
        await client.send_message(anna.id, TEXT)
    world.faults.add(Fault("sendMessage", kind="error", status=403, description="Forbidden: nein"))
    with pytest.raises(TelegramForbiddenError, match="Forbidden: nein"):
        await client.send_message(anna.id, TEXT)
    world.faults.add(Fault("sendMessage", kind="html"))
    with pytest.raises(ClientDecodeError):
        await client.send_message(anna.id, TEXT)
    assert [call.status for call in world.calls] == [500, 403, 502]
    assert [message.text for message in anna.messages] == ["/start"]


async def test_a_connection_cut_before_and_after(client: Client, world: Telegram, anna: Person) -> None:
    """4. The bot sees the same error, whether the message arrived or not."""
    for kind, arrived in (("cut_before", False), ("cut_after", True)):
        world.faults.add(Fault("sendMessage", kind=kind))  # type: ignore[arg-type]
        with pytest.raises(TelegramNetworkError):
            await client.send_message(anna.id, kind)
        assert [message.text for message in anna.messages if message.from_bot] == [kind] * arrived
        assert world.calls[-1].status == 0


async def test_a_slow_answer(client: Client, world: Telegram, anna: Person) -> None:
    """5. A delayed call has its effect after the delay."""
    world.faults.add(Fault("sendMessage", kind="delay", delay=0.01))
    assert (await client.send_message(anna.id, TEXT)).text == TEXT
    assert world.calls[-1].ms >= 10


async def test_rates(client: Client, world: Telegram, planerka: Bot, anna: Person, watch: Watch) -> None:
    """6. One message a second to a person, twenty a minute to a group, thirty a second in all, when switched on."""
    world.rates = Rates()
    await client.send_message(anna.id, TEXT)
    with pytest.raises(TelegramRetryAfter) as soon:
        await client.send_message(anna.id, TEXT)
    assert soon.value.retry_after == 1
    watch.moves(seconds=1)
    await client.send_message(anna.id, TEXT)
    group = world.group("Команда", members=[anna], bots=[planerka])
    for _ in range(20):
        await client.send_message(group.id, TEXT)
    with pytest.raises(TelegramRetryAfter) as often:
        await client.send_message(group.id, TEXT)
    assert often.value.retry_after == 60
    others = [world.person("Вера") for _ in range(10)]
    for other in others:
        await other.starts()
    for other in others[:9]:
        await client.send_message(other.id, TEXT)
    watch.moves(seconds=0.5)
    with pytest.raises(TelegramRetryAfter):
        await client.send_message(others[9].id, TEXT)


async def test_a_rule_chooses_its_calls(client: Client, world: Telegram, anna: Person, boris: Person) -> None:
    """7. By chat, by content, after some calls, so many times; cleared rules are gone."""
    await boris.starts()
    world.faults.add(Fault("sendMessage", chat=anna.id, contains=TEXT, after=1, times=2))
    await client.send_message(boris.id, TEXT)
    await client.send_message(anna.id, "другое")
    await client.send_message(anna.id, TEXT)
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter):
            await client.send_message(anna.id, TEXT)
    await client.send_message(anna.id, TEXT)
    world.faults.add(Fault("sendMessage", contains="Принять"))
    with pytest.raises(TelegramRetryAfter):
        await client.send_message(anna.id, "x", reply_markup=keyboard(button("Принять")))
    world.faults.add(Fault("*", times=None))
    with pytest.raises(TelegramRetryAfter):
        await client.get_me()
    world.faults.clear()
    await client.get_me()
