"""Everything that the domain stores, of any content, for hypothesis."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from domain.attendee import Attendee, Partstat
from domain.conference import Conference, Pending, Trouble
from domain.details import Change, Details, Invitee, Role
from domain.when import When
from tests.make import ALEXANDER

# Telegram, JSON and SQLite all refuse surrogates; NUL never passes domain.text.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  bounds
whens = st.builds(
    lambda start, minutes, zone: When(start, start + timedelta(minutes=minutes), zone),
    moments,
    st.integers(1, 1440),
    st.sampled_from(["Europe/Moscow", "Asia/Kathmandu", "UTC"]),
)
wanted = st.builds(
    Pending,
    st.none() | st.sampled_from(Trouble),
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(1, 2**40),
)
rooms = st.none() | wanted | st.builds(Conference, texts, texts, texts, st.none() | texts, provider=texts)
roles = st.sampled_from([Role.REQUIRED, Role.OPTIONAL])
invitees = st.lists(st.builds(Invitee, st.integers(1, 2**62), roles), max_size=3).map(tuple)
details = st.builds(Details, texts, st.none() | whens, invitees, st.booleans(), texts, texts)
changed = st.one_of(
    st.builds(Change, st.sampled_from(["summary", "place", "description"]), texts, texts),
    st.builds(Change, st.just("when"), st.none() | whens, whens),
    st.builds(Change, st.just("invitees"), invitees, invitees),
    st.builds(Change, st.just("conference"), st.booleans(), st.booleans()),
)
seats = st.builds(
    Attendee, st.just(ALEXANDER), roles, st.sampled_from(Partstat), st.integers(0, 9), st.none() | moments
)
fast = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
