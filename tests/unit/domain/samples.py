"""Details, forms and events as hypothesis draws them: few people and few values, so that they meet often."""

from datetime import timedelta

from hypothesis import strategies as st

from domain.details import Details, Invitee, Role
from tests.make import a_when

LINK = "https://meet.example.org/elena/6N2YGD5G"
START = a_when()
TIMES = st.sampled_from(
    [START, a_when("2028-08-29 10:00", "2028-08-29 11:00"), a_when("2028-08-28 10:00", "2028-08-28 11:00")]
)
TEXTS = st.sampled_from(["", "Зал", "Отчёт\n\nВыборы", f"До {LINK} после", LINK])
ROLES = st.sampled_from([Role.REQUIRED, Role.OPTIONAL])
INVITEES = st.dictionaries(st.integers(2, 6), ROLES).map(lambda d: tuple(Invitee(*item) for item in d.items()))
DETAILS = st.builds(
    Details,
    summary=st.sampled_from(["План", "Обзор", "Итоги"]),
    when=TIMES,
    invitees=INVITEES,
    conference=st.booleans(),
    place=TEXTS,
    description=TEXTS,
)
DAY = timedelta(days=1)
