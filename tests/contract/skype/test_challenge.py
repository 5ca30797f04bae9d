"""Reading the challenge of a protected resource (RFC 9110 section 11.6.1; UCWA "Authentication in UCWA")."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conferences.skype.challenge import Challenge, challenges, ms_rtc_challenge

HREF = "https://lyncweb.example.org/WebTicket/oauthtoken"
GRANTS = "urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,password"
BEARER = 'Bearer trusted_issuers="00000002-0000-0ff1-ce00-000000000000@example.org", client_id="00000004"'
MODERN = 'Bearer client_id="1", authorization_uri="https://adfs.example.org/oauth2/authorize?a=b,c"'
QUOTED = f'MsRtcOAuth href="{HREF}",grant_type="{GRANTS}"'
UNQUOTED = f'MsRtcOAuth href={HREF},grant_type="{GRANTS}"'
EXPECTED = Challenge(HREF, tuple(GRANTS.split(",")))


@pytest.mark.parametrize(
    "headers",
    [
        [BEARER, QUOTED],
        [QUOTED, BEARER],
        [f"{BEARER}, {QUOTED}"],
        [f"{QUOTED}, {BEARER}"],
        [BEARER, UNQUOTED],
        [f"{MODERN}, {UNQUOTED}"],
        [f"{UNQUOTED},{MODERN}"],
        ["Negotiate", "NTLM", MODERN, QUOTED],
        [f"Negotiate oRswGaADCgEAo==, {QUOTED}"],
        [f'msrtcoauth  HREF = "{HREF}" ,  Grant_Type = "{GRANTS}"'],
        [f'MsRtcOAuth grant_type="{GRANTS}", href="{HREF}"'],
    ],
)
def test_every_form_seen_on_the_wire_means_the_same(headers: list[str]) -> None:
    """Two headers or one, any order, quoted or not, another scheme with an address before it."""
    assert ms_rtc_challenge(headers) == EXPECTED


@pytest.mark.parametrize("headers", [[], [""], [MODERN], ["MsRtcOAuth"], ['MsRtcOAuth grant_type="password"'], [HREF]])
def test_without_the_challenge_there_is_none(headers: list[str]) -> None:
    """An address in another scheme's challenge is never taken for it."""
    assert ms_rtc_challenge(headers) is None


def test_a_quoted_value_may_look_like_a_challenge() -> None:
    """What stands in quotes is a value, whatever it looks like."""
    tricky = r'Bearer realm="MsRtcOAuth href=\"https://evil.example\", x=y"'
    assert dict(challenges([tricky])) == {"bearer": {"realm": 'MsRtcOAuth href="https://evil.example", x=y'}}


words = st.text("abcXYZ019-", min_size=1).map(lambda word: f"n{word}")
values = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E))


@given(st.lists(st.tuples(words, st.dictionaries(words.map(str.lower), values, min_size=1)), max_size=4), st.booleans())
def test_what_was_written_is_read(written: list[tuple[str, dict[str, str]]], merged: bool) -> None:
    """Quoted parameters survive, however many challenges there are and however they are spread over headers."""
    headers = [
        f"{scheme} {', '.join(f'{name}={_quoted(value)}' for name, value in found.items())}"
        for scheme, found in written
    ]
    read = list(challenges([", ".join(headers)] if merged else headers))
    assert read == [(scheme.lower(), found) for scheme, found in written]


@given(st.lists(st.text(), max_size=3))
def test_rubbish_is_read_without_complaint(headers: list[str]) -> None:
    """Whatever a header holds, reading it ends."""
    ms_rtc_challenge(headers)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
