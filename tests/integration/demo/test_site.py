"""Which requests the page's server accepts, what it serves, and how it starts and stops."""

import asyncio

import aiohttp
import pytest

from demo.browser.scene import Progress, Scene
from demo.browser.site import STATIC, Site
from demo.telegram import Document
from tests.integration.demo.conftest import Browser

FOREIGN = [{"Host": "evil.test"}, {"Host": "127.0.0.1:1"}, {"Origin": "http://evil.test"}, {"Origin": "null"}]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("GET", "ui/events"), ("POST", "ui/say")])
async def test_01_strangers_are_refused(browser: Browser, headers: dict[str, str], method: str, path: str) -> None:
    """1. A host that is not this machine and a page that is not ours get 403 for every request."""
    url = f"{browser.url}{path}"
    body: dict[str, str] | None = {} if method == "POST" else None
    async with browser.session.request(method, url, headers=headers, json=body) as answer:
        assert answer.status == 403


async def test_02_only_json_changes_anything(browser: Browser) -> None:
    """2. A foreign page may send a form or a text without being asked first, but no JSON."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        headers = {"Content-Type": kind}
        async with browser.session.post(f"{browser.url}ui/say", data="{}", headers=headers) as answer:
            assert answer.status == 415


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe", b"[" * 100_000])
@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=klingon"])
async def test_02a_what_is_no_json_is_refused(browser: Browser, scene: Scene, body: bytes, kind: str) -> None:
    """2a. With 400, however it is broken."""
    async with browser.session.post(f"{browser.url}ui/say", data=body, headers={"Content-Type": kind}) as answer:
        assert answer.status == 400


async def test_02b_what_is_not_what_it_says_is_refused(browser: Browser, scene: Scene) -> None:
    """2b. A body that is not compressed as it claims, a path longer than any file's."""
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    async with browser.session.post(f"{browser.url}ui/say", data=b"not gzip", headers=headers) as answer:
        assert answer.status == 400
    async with browser.session.get(f"{browser.url}static/{'a' * 5000}") as answer:
        assert answer.status == 404


async def test_03_every_answer_is_on_its_guard(browser: Browser) -> None:
    """3. No scripts but our own, nothing kept, nothing guessed; the same on the stream."""
    for path in ("", "static/main.js", "ui/events"):
        async with browser.session.get(f"{browser.url}{path}") as answer:
            assert answer.status == 200
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"


def test_04_nothing_on_the_page_comes_from_elsewhere() -> None:
    """4. Neither scripts nor styles nor pictures; no script stands in the page itself."""
    for file in STATIC.iterdir():
        text = file.read_text()
        assert "innerHTML" not in text, file.name
        assert not any(sign in text for sign in ('src="http', "@import", "url(http", "eval(")), file.name


async def test_05_it_is_there_before_the_bot(browser: Browser, progress: Progress) -> None:
    """5. The page says that the bot is starting; what is tried meanwhile is refused."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        assert browser.parts == {"stage": {"state": "starting", "now": None}}
        assert await browser.does("say", person=1, chat=1, text="hi") == {"error": "starting"}
        progress.enter("playing")
        assert await browser.reads(stream) == "stage"
        assert browser.parts["stage"]["state"] == "playing"


async def test_06_a_taken_port_is_replaced(site: Site, progress: Progress) -> None:
    """6. By a free one."""
    taken = int(site.url.rstrip("/").rpartition(":")[2])
    second = await Site.start(progress, port=taken)
    assert second.url != site.url
    await second.stop()


async def test_07_open_pages_do_not_hold_up_the_end(site: Site, browser: Browser) -> None:
    """7. A stream that is open ends with the server."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        async with asyncio.timeout(10):
            await site.stop()
            with pytest.raises((aiohttp.ClientError, AssertionError)):
                await browser.reads(stream)


async def test_08_a_file_is_downloaded_under_its_name(browser: Browser, scene: Scene) -> None:
    """8. As a file, never shown as a page."""
    file = scene.telegram.world.files.add("встреча <1>.ics", b"BEGIN:VCALENDAR")
    async with browser.session.get(f"{browser.url}ui/file/{file.file_id}") as answer:
        assert await answer.read() == Document(file.name, file.data, "").bytes
        assert answer.content_type == "application/octet-stream"
        assert answer.content_disposition is not None
        assert (answer.content_disposition.type, answer.content_disposition.filename) == ("attachment", file.name)
    async with browser.session.get(f"{browser.url}ui/file/nothing") as answer:
        assert answer.status == 404
