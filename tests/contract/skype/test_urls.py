"""Which addresses of the server are followed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.errors import Nonsense, UntrustedUrl
from bot.conferences.skype.urls import CheckedUrl, Trust, below, checked, trust_of

BASE = "https://lyncweb.example.org/ucwa/oauth/v1/applications"
TRUST = Trust(frozenset({"example.org", "corp.local", "192.0.2.7"}), plain_loopback=False)


@pytest.mark.parametrize(
    ("href", "means"),
    [
        ("https://lyncweb.example.org/a//B?ack=1&k=%2b%41", "https://lyncweb.example.org/a//B?ack=1&k=%2b%41"),
        ("https://EXAMPLE.org/", "https://EXAMPLE.org/"),
        ("https://pool.corp.local:4443/x", "https://pool.corp.local:4443/x"),
        ("https://192.0.2.7/x", "https://192.0.2.7/x"),
        (
            "/ucwa/oauth/v1/applications/1/events?ack=1",
            "https://lyncweb.example.org/ucwa/oauth/v1/applications/1/events?ack=1",
        ),
        ("applications/1", "https://lyncweb.example.org/ucwa/oauth/v1/applications/1"),
        ("//web.example.org/x", "https://web.example.org/x"),
    ],
)
def test_what_is_trusted_is_followed_as_it_was_written(href: str, means: str) -> None:
    """Hosts at or under a trusted name, in any case; nothing is re-quoted."""
    assert str(checked(href, BASE, TRUST)).lower() == means.lower()
    assert checked(href, BASE, TRUST).raw_path_qs == means[means.index("/", 8) :]


@pytest.mark.parametrize(
    "href",
    [
        "https://evil.test/",
        "//evil.test/x",
        "https://example.org.evil.test/",
        "https://evilexample.org/",
        "https://example.org@evil.test/",
        "https://user:word@lyncweb.example.org/",
        "https://user@lyncweb.example.org/",
        "https://@lyncweb.example.org/",
        "http://lyncweb.example.org/",
        "https:lyncweb.example.org",
        "ftp://lyncweb.example.org/",
        "javascript:alert(1)",
        "https://evil.test\\.example.org/",
        "https://evil.test/\\@lyncweb.example.org/",
        "ht\ntps://evil.test/",
        " https://evil.test/",
        "https://192.0.2.8/",
        "https://1.192.0.2.7/",
        "https://127.0.0.1/",
        "http://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:192.0.2.7]/",
        "https://еxample.org/",
        "https:///x",
        "https://lyncweb.example.org:99999/",
        "https://[lyncweb.example.org/",
        "",
        None,
        7,
        {"href": "https://lyncweb.example.org/"},
    ],
)
def test_everything_else_is_refused(href: object) -> None:
    """Other hosts, user names, plain http, and spellings on which parsers disagree."""
    with pytest.raises((UntrustedUrl, Nonsense)):
        checked(href, BASE, TRUST)


@given(st.text(), st.sampled_from(["", "https://", "https:", "//", "/", "https://evil.test", "https://example.org"]))
def test_nothing_untrusted_slips_through(text: str, prefix: str) -> None:
    """Whatever is written, what passes has a trusted host, https and no user name."""
    try:
        url = checked(prefix + text, BASE, TRUST)
    except (UntrustedUrl, Nonsense):
        return
    assert url.scheme == "https"
    assert url.user is None
    assert f".{url.host}".lower().endswith((".example.org", ".corp.local", ".192.0.2.7"))


def test_plain_http_needs_a_root_on_this_machine() -> None:
    """The demo speaks http to 127.0.0.1; with any other root that address is refused."""
    demo = trust_of(_config("http://127.0.0.1:8090/"))
    assert checked("http://127.0.0.1:8090/ucwa", BASE, demo).port == 8090
    for href in ("http://127.0.0.2:8090/", "http://lyncweb.example.org/", "http://localhost:8090/"):
        with pytest.raises(UntrustedUrl):
            checked(href, BASE, demo)
    real = trust_of(_config("https://lyncweb.corp.local/"))
    with pytest.raises(UntrustedUrl):
        checked("http://127.0.0.1:8090/", BASE, real)
    assert checked("https://lyncweb.corp.local/x", BASE, real).host == "lyncweb.corp.local"


def test_a_room_is_addressed_below_its_collection() -> None:
    """The id goes behind the path, the query stays, and the path is not re-quoted."""
    collection = CheckedUrl(checked("/a%2Fb/myOnlineMeetings?key=%2b1", BASE, TRUST))
    assert str(below(collection, "AB12")) == "https://lyncweb.example.org/a%2Fb/myOnlineMeetings/AB12?key=%2b1"


def _config(root: str) -> SkypeConfig:
    return SkypeConfig("example.org", "planerka@example.org", SecretStr("x"), root_url=root)
