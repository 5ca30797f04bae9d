"""What an answer's status, headers and body stand for (UCWA "Generic synchronous errors")."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from bot.conferences.skype.answers import Answer
from bot.conferences.skype.errors import (
    ApplicationGone,
    EndpointTaken,
    Invalid,
    Nonsense,
    NotFound,
    Outdated,
    Refusal,
    TokenRefused,
)
from domain.conference import Trouble

PAGE = "text/html"


def answer(status: int, subcode: str | None = None, **headers: str) -> Answer:
    """An answer in UCWA's own words, or a page when the type says so."""
    given = {"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
    body = {"code": "Whatever"} | ({"subcode": subcode} if subcode else {})
    return Answer("GET lyncweb.example.org", status, CIMultiDictProxy(CIMultiDict(given)), json.dumps(body).encode())


@pytest.mark.parametrize(
    ("given", "kind", "trouble", "again"),
    [
        (answer(400, "ParameterValidationFailure"), Invalid, Trouble.NONSENSE, False),
        (answer(401, Content_Type=PAGE), TokenRefused, Trouble.NOT_ALLOWED, False),
        (answer(403), Refusal, Trouble.NOT_ALLOWED, False),
        (answer(403, Content_Type=PAGE), Nonsense, Trouble.PAGE, True),
        (answer(403, Warning='199 - "InvalidToken"', Content_Type=PAGE), TokenRefused, Trouble.NOT_ALLOWED, False),
        (answer(403, X_Ms_Diagnostics="28055;reason=x", Content_Type=PAGE), TokenRefused, Trouble.NOT_ALLOWED, False),
        (answer(404, "ApplicationNotFound"), ApplicationGone, Trouble.BUSY, True),
        (answer(404, "ResourceNotFound"), NotFound, Trouble.NONSENSE, True),
        (answer(404, "BrandNewSubcode"), NotFound, Trouble.NONSENSE, True),
        (answer(404), NotFound, Trouble.NONSENSE, True),
        (answer(404, Content_Type=PAGE), Nonsense, Trouble.PAGE, True),
        (answer(408), Refusal, Trouble.BUSY, True),
        (answer(409, "TooManyOnlineMeetings"), Refusal, Trouble.LIMIT, False),
        (answer(409), Refusal, Trouble.NOT_ALLOWED, False),
        (answer(410, "InactiveApplicationExpired"), ApplicationGone, Trouble.BUSY, True),
        (answer(410, "TooManyApplications"), Refusal, Trouble.BUSY, True),
        (answer(410, "UserAgentNotAllowed"), Refusal, Trouble.NOT_ALLOWED, False),
        (answer(412), Outdated, Trouble.BUSY, True),
        (answer(428), Nonsense, Trouble.NONSENSE, False),
        (answer(429), Refusal, Trouble.BUSY, True),
        (answer(500), Refusal, Trouble.BUSY, True),
        (answer(500, X_Ms_Diagnostics="28032;reason=x", Content_Type=PAGE), TokenRefused, Trouble.NOT_ALLOWED, False),
        (answer(502, Content_Type=PAGE), Refusal, Trouble.BUSY, True),
        (answer(503, Content_Type=PAGE), Refusal, Trouble.BUSY, True),
        (answer(504), Refusal, Trouble.BUSY, True),
        (answer(302, Location="https://evil.test/", Content_Type=PAGE), Nonsense, Trouble.PAGE, True),
        (answer(409, "AlreadyExists"), EndpointTaken, Trouble.BUSY, True),
        (answer(409, "AnotherOperationPending"), Refusal, Trouble.BUSY, True),
        (answer(409, "MigrationInProgress"), Refusal, Trouble.BUSY, True),
        (answer(409, "LimitExceeded"), Refusal, Trouble.LIMIT, True),
        (answer(410, "CannotRedirect"), Refusal, Trouble.BUSY, True),
        (answer(404, "APIVersionNotSupported"), Refusal, Trouble.MISCONFIGURED, False),
        (answer(200), Nonsense, Trouble.ERROR_INSIDE, True),
    ],
)
def test_each_refusal_has_its_meaning(given: Answer, kind: type, trouble: Trouble, again: bool) -> None:
    """The kind drives the client, trouble and again drive the caller."""
    error = given.error()
    assert type(error) is kind
    assert (error.trouble, error.again) == (trouble, again)  # type: ignore[union-attr]


@pytest.mark.parametrize("status", [200, 201, 204])
def test_success_stands_for_no_error(status: int) -> None:
    """Creating may answer 200 or 201, deleting 204."""
    resource = {"rel": "application", "_links": {}}
    assert replace(answer(status), body=json.dumps(resource).encode()).error() is None
    assert replace(answer(status), body=b"").error() is None


@pytest.mark.parametrize(
    "media_type",
    ["application/json", "Application/JSON; charset=utf-8", "application/vnd.microsoft.com.ucwa+json; charset=utf-8"],
)
def test_three_names_of_json(media_type: str) -> None:
    """The server calls JSON by three names."""
    assert answer(200, Content_Type=media_type).resource() == {"code": "Whatever"}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"\xff\xfe", b'{"a": 1,}', b"[" * 100_000])
def test_what_is_no_json_object_is_nonsense(body: bytes) -> None:
    """Broken, too deep, not UTF-8, not an object: one error, which does not repeat what came."""
    headers = CIMultiDictProxy(CIMultiDict({"Content-Type": "application/json"}))
    with pytest.raises(Nonsense, match="broken JSON"):
        Answer("GET lyncweb.example.org", 200, headers, body).resource()


def test_an_error_quotes_nothing_that_the_server_could_choose_freely() -> None:
    """Subcode and diagnostics number go into the log, texts do not."""
    error = answer(409, "no word; <b>", X_Ms_Diagnostics="28020;reason=cwt=secret").error()
    assert str(error) == "not_allowed: GET lyncweb.example.org answered 409 28020"


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ({}, None),
        ({"Retry_After": "7"}, timedelta(seconds=7)),
        ({"Retry_After": "86400"}, timedelta(minutes=5)),
        ({"Retry_After": "99999999999999999999"}, None),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "Sun, 22 Nov 99999999999999999999 09:00:30 GMT"}, None),
        ({"Retry_After": "Sun, 22 Nov 2026 09:00:30 GMT"}, None),
        (
            {"Retry_After": "Sun, 22 Nov 2026 09:00:30 GMT", "Date": "Sun, 22 Nov 2026 09:00:00 GMT"},
            timedelta(seconds=30),
        ),
        ({"Retry_After": "Sun, 22 Nov 2026 08:00:00 GMT", "Date": "Sun, 22 Nov 2026 09:00:00 GMT"}, timedelta(0)),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_server_says_how_long_to_wait(status: int, said: dict[str, str], wait: timedelta | None) -> None:
    """Seconds, or a date by the server's own clock; five minutes at most, and what cannot be read says nothing."""
    error = answer(status, **said).error()
    assert error is not None
    assert (error.wait, error.again) == (wait, True)
