"""How updates are pushed: core.telegram.org/bots/api#setwebhook."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiogram import Bot as Client
from aiogram.exceptions import TelegramConflictError
from aiohttp import FormData, MultipartWriter, web

from demo.telegram import Bot, Person, Telegram
from tests.contract.bot_api.tools import RawCall, Watch

Reply = Callable[[], web.Response]


class Receiver:
    """A bot's web server; it answers as told, 200 when nothing is left to say."""

    def __init__(self) -> None:
        self.url = ""
        self.bodies: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.replies: list[Reply] = []
        self.runner = web.AppRunner(self._app())

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/hook", self._receive)
        return app

    async def _receive(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return self.replies.pop(0)() if self.replies else web.Response()

    @property
    def texts(self) -> list[str]:
        return [body["message"]["text"] for body in self.bodies]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    await receiver.runner.setup()
    await web.TCPSite(receiver.runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{receiver.runner.addresses[0][1]}/hook"
    yield receiver
    await receiver.runner.cleanup()


def delivered(world: Telegram, planerka: Bot) -> Callable[[], bool]:
    return lambda: not planerka.updates.pending(world.now())


async def test_updates_are_pushed_with_the_secret(
    client: Client, world: Telegram, planerka: Bot, anna: Person, receiver: Receiver
) -> None:
    """1. What waits and what comes is posted in order, with the secret; polling is refused meanwhile."""
    await client.set_webhook(receiver.url, secret_token="s-1", max_connections=5)
    await anna.says("раз")
    await world.until(delivered(world, planerka))
    assert receiver.texts == ["/start", "раз"]
    assert receiver.secrets == ["s-1", "s-1"]
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await client.get_updates()
    info = await client.get_webhook_info()
    assert (info.url, info.max_connections, info.pending_update_count) == (receiver.url, 5, 0)
    await client.delete_webhook()
    assert await client.get_updates() == []


async def test_a_failed_push_is_repeated(
    client: Client, world: Telegram, planerka: Bot, anna: Person, receiver: Receiver, watch: Watch
) -> None:
    """2. At once, then after two seconds of the world's clock; other chats do not wait for it."""
    receiver.replies = [lambda: web.Response(status=500), lambda: web.Response(status=302)]
    await client.set_webhook(receiver.url)
    await world.until(lambda: len(receiver.bodies) == 2)
    await world.until(lambda: planerka.webhook and "302" in planerka.webhook.last_error)
    boris = world.person("Борис")
    await boris.says("другой чат")
    await world.until(lambda: len(receiver.bodies) == 3)
    assert receiver.texts == ["/start", "/start", "другой чат"]
    assert (await client.get_webhook_info()).pending_update_count == 1
    watch.moves(seconds=2)
    world.notify()
    await world.until(delivered(world, planerka))
    assert receiver.texts[-1] == "/start"
    assert anna.messages


async def test_a_pause_that_the_bot_asks_for_is_kept(
    client: Client, world: Telegram, planerka: Bot, anna: Person, receiver: Receiver, watch: Watch
) -> None:
    """3. Retry-After goes before the usual schedule."""
    receiver.replies = [lambda: web.Response(status=503, headers={"Retry-After": "60"})]
    await client.set_webhook(receiver.url)
    await world.until(lambda: planerka.webhook and "503" in planerka.webhook.last_error)
    watch.moves(seconds=59)
    world.notify()
    await anna.says("после")
    assert len(planerka.updates.pending(world.now())) == 2
    watch.moves(seconds=1)
    world.notify()
    await world.until(delivered(world, planerka))
    assert receiver.texts == ["/start", "/start", "после"]


async def test_a_method_in_the_answer_is_executed(client: Client, anna: Person, receiver: Receiver) -> None:
    """4. As JSON, as a form, and as multipart, which is what aiogram sends."""
    call = {"method": "sendMessage", "chat_id": anna.id}

    def as_json() -> web.Response:
        return web.json_response({**call, "text": "json"})

    def as_form() -> web.Response:
        form = FormData({**{name: str(value) for name, value in call.items()}, "text": "form"})
        return web.Response(body=form())

    def as_parts() -> web.Response:
        parts = MultipartWriter("form-data")
        for name, value in {**call, "text": "multipart"}.items():
            parts.append(str(value)).set_content_disposition("form-data", name=name)
        return web.Response(body=parts)

    receiver.replies = [as_json, as_form, as_parts]
    await client.set_webhook(receiver.url)
    await anna.says("ещё")
    await anna.says("и ещё")
    for text in ("json", "form", "multipart"):
        await anna.sees(text)


WEBHOOKS: list[tuple[dict[str, Any], str]] = [
    ({"url": "ftp://a.ru"}, "invalid webhook URL specified"),
    ({"url": "https://"}, "invalid webhook URL specified"),
    ({"url": "http://a.ru/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    ({"url": "https://a.ru:5000"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ({"url": "https://a.ru", "secret_token": "x" * 257}, "secret token is too long"),
    ({"url": "https://a.ru", "secret_token": "пароль"}, "secret token contains unallowed characters"),
]


@pytest.mark.parametrize(("params", "why"), WEBHOOKS)
async def test_a_webhook_is_refused(raw: RawCall, planerka: Bot, params: dict[str, Any], why: str) -> None:
    """5. Telegram pushes to https on four ports only, with a plain secret."""
    assert (await raw("setWebhook", **params))["description"] == f"Bad Request: {why}"
    assert planerka.webhook is None


async def test_a_webhook_ends_an_open_poll(client: Client, world: Telegram, planerka: Bot, receiver: Receiver) -> None:
    """6. A poll that waits is told so."""

    async def poll() -> str:
        with pytest.raises(TelegramConflictError) as caught:
            await client.get_updates(timeout=50)
        return caught.value.message

    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(poll())
        await world.until(lambda: planerka.updates.poll)
        await client.set_webhook(receiver.url)
    assert waiting.result() == "Conflict: terminated by setWebhook request"
