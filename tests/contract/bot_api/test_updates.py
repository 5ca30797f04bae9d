"""How updates reach a polling bot: core.telegram.org/bots/api#getting-updates."""

import asyncio

import pytest
from aiogram import Bot as Client
from aiogram.exceptions import ClientDecodeError, TelegramConflictError
from aiogram.types import Update

from demo.telegram import Bot, NotSeen, Person, Telegram, TelegramServer
from tests.contract.bot_api.tools import RawCall, Watch, button, keyboard


def texts(updates: list[Update]) -> list[str | None]:
    return [update.message.text for update in updates if update.message]


async def until_free(bot: Bot) -> None:
    """Until no poll is open; the end of a connection is no change of the world, so this looks again and again."""
    while bot.updates.poll:
        await asyncio.sleep(0)


async def test_an_update_comes_until_it_is_confirmed(client: Client, anna: Person) -> None:
    """1. Every poll brings all unconfirmed updates; numbers grow by one; an offset confirms all below it."""
    await anna.says("раз")
    first = await client.get_updates()
    assert texts(first) == texts(await client.get_updates()) == ["/start", "раз"]
    assert first[1].update_id == first[0].update_id + 1
    assert texts(await client.get_updates(offset=first[1].update_id)) == ["раз"]
    assert texts(await client.get_updates(offset=first[1].update_id + 1)) == []
    await anna.says("два")
    assert (await client.get_updates())[0].update_id == first[1].update_id + 1


async def test_a_negative_offset_keeps_the_last_ones(client: Client, anna: Person) -> None:
    """2. Minus one keeps only the newest update."""
    await anna.says("раз")
    assert texts(await client.get_updates(offset=-1)) == ["раз"]
    assert texts(await client.get_updates()) == ["раз"]


async def test_a_limit_is_clamped(client: Client, anna: Person) -> None:
    """3. At least one, at most a hundred."""
    for number in range(101):
        await anna.says(str(number))
    assert len(await client.get_updates(limit=-5)) == 1
    assert len(await client.get_updates(limit=500)) == 100


async def test_a_long_poll_wakes_at_once(client: Client, world: Telegram, planerka: Bot, anna: Person) -> None:
    """4. A waiting poll brings the update that comes."""
    await client.get_updates(offset=-1)
    async with asyncio.TaskGroup() as tasks:
        last = (await client.get_updates())[0].update_id
        poll = tasks.create_task(client.get_updates(offset=last + 1, timeout=50))
        await world.until(lambda: planerka.updates.poll)
        await anna.says("раз")
    assert texts(poll.result()) == ["раз"]


async def test_a_second_poll_ends_the_first(client: Client, world: Telegram, planerka: Bot) -> None:
    """5. The first poller is told of the conflict."""

    async def first() -> str:
        with pytest.raises(TelegramConflictError) as caught:
            await client.get_updates(timeout=50)
        return caught.value.message

    async with asyncio.TaskGroup() as tasks:
        conflict = tasks.create_task(first())
        await world.until(lambda: planerka.updates.poll)
        assert await client.get_updates() == []
    assert conflict.result() == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_the_server_stops_while_polls_are_open(client: Client, world: Telegram, planerka: Bot) -> None:
    """6. An open poll ends empty-handed, so that stopping takes no time."""
    server = await TelegramServer.start(world)
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(client.get_updates(timeout=50))
        await world.until(lambda: planerka.updates.poll)
        async with asyncio.timeout(1):
            await server.stop()
    assert poll.result() == []


async def test_a_poll_that_was_given_up_takes_nothing(
    client: Client, world: Telegram, planerka: Bot, anna: Person
) -> None:
    """7. When a bot dies, its open poll dies with it."""
    last = (await client.get_updates(offset=-1))[0].update_id
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(client.get_updates(offset=last + 1, timeout=50))
        await world.until(lambda: planerka.updates.poll)
        poll.cancel()
    await asyncio.wait_for(until_free(planerka), 5)
    world.repeat_last_update(planerka)
    assert texts(await client.get_updates(offset=last + 1)) == [anna.messages[0].text]


async def test_updates_grow_old(client: Client, anna: Person, watch: Watch) -> None:
    """8. A press waits 150 seconds, a message a day."""
    await client.send_message(anna.id, "x", reply_markup=keyboard(button()))
    with pytest.raises(NotSeen):
        await anna.presses("Принять", timeout=0.01)
    assert [update.event_type for update in await client.get_updates()] == ["message", "callback_query"]
    watch.moves(seconds=150)
    assert [update.event_type for update in await client.get_updates()] == ["message"]
    watch.moves(hours=24)
    assert await client.get_updates() == []


async def test_kinds_are_chosen_when_an_update_is_made(client: Client, anna: Person) -> None:
    """9. allowed_updates is remembered, and does not reach back."""
    await client.get_updates(allowed_updates=["callback_query"])
    await anna.says("нет")
    assert texts(await client.get_updates()) == ["/start"]
    await client.get_updates(allowed_updates=["message"])
    await anna.says("да")
    assert texts(await client.get_updates()) == ["/start", "да"]


async def test_the_same_update_again(client: Client, world: Telegram, planerka: Bot, anna: Person) -> None:
    """10. A repeated update has its old number, also after it was confirmed."""
    await anna.says("раз")
    first = (await client.get_updates())[-1]
    confirmed = first.update_id + 1
    await client.get_updates(offset=confirmed)
    world.repeat_last_update(planerka)
    assert [update.update_id for update in await client.get_updates(offset=confirmed)] == [first.update_id]
    assert await client.get_updates(offset=confirmed) == []


async def test_a_poison_update(client: Client, world: Telegram, planerka: Bot, raw: RawCall) -> None:
    """11. An update that aiogram cannot read reaches it as it is."""
    world.send_raw_update(planerka, {"message": {"nonsense": True}})
    with pytest.raises(ClientDecodeError):
        await client.get_updates()
    assert (await raw("getUpdates"))["result"][0]["message"] == {"nonsense": True}
    world.send_raw_update(planerka, {"update_id": 5, "unheard_of": {}})
    assert (await raw("getUpdates"))["result"][0] == {"update_id": 5, "unheard_of": {}}
