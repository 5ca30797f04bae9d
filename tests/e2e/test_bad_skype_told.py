"""Everything that may be wrong with a Skype server, its account or the network, as the organizer reads of it."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot import wiring
from bot.conferences.skype.config import SkypeConfig, skype_config
from bot.settings.model import Settings
from demo.skype.server import SkypeServer
from demo.skype.switches import Home
from demo.skype.vocabulary import Action, Fault
from demo.telegram import Person
from demo.telegram.messages import Message
from tests.contract.skype.authority import Authority
from tests.e2e.reading import letters, words
from tests.e2e.town import PASSWORD, USER, Town

TOLD = "Сообщите администратору."


@dataclass(frozen=True)
class Bad:
    """What is wrong, the word for it in the log, and what the organizer reads."""

    word: str
    reason: str
    spoil: Callable[[SkypeServer], object] = lambda _: None
    url: str = ""
    tls: Callable[[Authority], ssl.SSLContext] | None = None


def _home(home: Home) -> Callable[[SkypeServer], object]:
    return lambda server: setattr(server.switches, "home", home)


def _always(fault: Fault, on: Action) -> Callable[[SkypeServer], object]:
    return lambda server: server.faults.always(fault, on=on)


def _full(server: SkypeServer) -> None:
    server.switches.max_rooms = 0


def _may_not(server: SkypeServer) -> None:
    server.world.accounts.names[USER].may_schedule = False


def _mend(server: SkypeServer) -> None:
    server.faults.clear()
    server.switches.home, server.switches.max_rooms = Home.HERE, None
    server.world.accounts.names[USER].may_schedule = True


BAD = (
    Bad("not_skype", f"По адресу сервера Skype отвечает что-то другое, не Skype для бизнеса. {TOLD}", url="/x"),
    Bad(
        "wrong_domain",
        f"Сервер Skype не знает домена, к которому относится учётная запись бота. {TOLD}",
        _home(Home.UNKNOWN),
    ),
    Bad("no_name", "Сервер Skype не найден: такого имени в сети нет.", url="https://lyncdiscover.corp.example/"),
    Bad(
        "certificate",
        f"Бот не доверяет сертификату сервера Skype. {TOLD}",
        tls=Authority.self_signed,
    ),
    Bad("certificate_expired", f"У сервера Skype истёк срок действия сертификата. {TOLD}", tls=Authority.expired),
    Bad("page", "Сервер Skype вместо ответа прислал веб-страницу.", _always(Fault.PROXY_PAGE, Action.CREATE)),
    Bad(
        "error_inside",
        "Сервер Skype сообщил об успехе, но прислал ошибку.",
        _always(Fault.ERROR_INSIDE, Action.CREATE),
    ),
    Bad("too_big", "Сервер Skype прислал слишком большой ответ.", _always(Fault.HUGE, Action.OPEN)),
    Bad("too_slow", "Сервер Skype отвечает слишком долго.", _always(Fault.ENDLESS, Action.ROOT)),
    Bad("not_allowed", f"У учётной записи бота нет права создавать конференции Skype. {TOLD}", _may_not),
    Bad("limit", f"У учётной записи бота уже столько конференций, сколько разрешает сервер Skype. {TOLD}", _full),
    Bad(
        "moved",
        f"Учётную запись бота в Skype перенесли в облако (Teams), а там конференцию не создать. {TOLD}",
        _home(Home.MOVED),
    ),
)


async def test_each_trouble_is_told_apart(
    town: Town, elena: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """BS7. Whatever is wrong with server or network, its organizer reads which it is, and so does the log."""
    offline(monkeypatch)
    authority, good = Authority(tmp_path), town.settings
    for number, bad in enumerate(BAD, 1):
        await town.closes()
        caplog.clear()
        server = (
            await SkypeServer.start(user=USER, password=PASSWORD, tls=bad.tls(authority)) if bad.tls else town.skype
        )
        bad.spoil(server)
        url = bad.url if "://" in bad.url else server.root_url + bad.url.lstrip("/")
        town.settings = good.model_copy(update={"skype_url": url, "skype_ca": authority.ca_file})
        await town.opens()
        await elena.says(f"{bad.word} 28.08.2028 10:00 skype")
        await elena.presses("Отправить")
        await elena.presses("Сохранить только у себя")
        letter = await told(town, elena, bad)
        assert bad.reason in words(letter)
        head = f"Skype did not make the conference of event {number}: "
        assert {m.partition(": ")[2].partition(": ")[0] for m in caplog.messages if m.startswith(head)} == {bad.word}
        assert all("\n" not in message for message in caplog.messages)
        assert PASSWORD not in caplog.text
        assert "cwt=" not in caplog.text
        _mend(town.skype)
        if bad.tls:
            await town.closes()
            await server.stop()
            await town.opens()


async def told(town: Town, organizer: Person, bad: Bad) -> Message:
    """The letter about the conference that could not be made; time goes by until it is there."""
    head = "Конференцию Skype создать не удалось. Само событие в силе."
    async with asyncio.timeout(10):
        while not (found := [letter for letter in letters(organizer, head) if bad.word in words(letter)]):
            town.goes_by(seconds=5)  # the longest pause between two attempts
            await asyncio.sleep(0.01)
    return found[0]


def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody outside is asked for a name, and the bot waits for no answer longer than a moment."""
    known, config_of = socket.getaddrinfo, skype_config

    def resolve(host: str, *rest: Any, **more: Any) -> Any:
        if host not in {"127.0.0.1", "localhost"}:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return known(host, *rest, **more)

    def hasty(settings: Settings) -> SkypeConfig | None:
        config = config_of(settings)
        return replace(config, timeout=0.2) if config else None

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(wiring, "skype_config", hasty)
