"""Segments and letters of SMS: the vectors of domain.md §11 and §13."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.quiet import next_allowed
from messaging.texts import sanitise, segments

LONG = (
    "OPH Val : l’entreprise Dupont passera le 24/11 entre 8h et 10h pour votre demande n° 1234. "
    "Empêché ? Appelez-nous avant midi."
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("ê" * 70, 1), ("ê" * 71, 2), ("ê" * 134,
        2),
        ("ê" * 135, 3), ("€" * 80, 1), ("€" * 81, 2), ("a" * 152 + "€" + "a" * 152, 3), ("", 1),
    ],
)  # fmt: skip
def test_segments(text, count):
    assert segments(text).count == count


def test_a_french_text_fits_one_segment_once_its_letters_are_plain():
    assert (segments(LONG).encoding, segments(LONG).count) == ("ucs2", 2)
    assert (segments(sanitise(LONG)).encoding, segments(sanitise(LONG)).count) == ("gsm7", 1)


@pytest.mark.parametrize(
    ("written", "sent"),
    [("ç ê â î ï ô û œ À È Ê", "c e a i i o u oe A E E"), ("n° 12", "no 12"), ("l’été", "l'été"),
     ("« oui »", '"oui"'), ("…–", "...-"), ("8\u00a0h\u202f30", "8 h 30"), ("éèàùìòÇÉäöüñ", "éèàùìòÇÉäöüñ")],
)  # fmt: skip
def test_letters_that_cost_are_made_plain(written, sent):
    assert sanitise(written) == sent


@given(st.text())
def test_made_plain_twice_is_made_plain_once(text):
    assert sanitise(sanitise(text)) == sanitise(text)


PARIS_WINTER = dt.timezone(dt.timedelta(hours=1))


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        ("2026-11-24T07:59", "2026-11-24T08:00"), ("2026-11-24T08:00", "2026-11-24T08:00"),
        ("2026-11-24T19:59", "2026-11-24T19:59"), ("2026-11-24T20:00", "2026-11-25T08:00"),
        ("2026-11-28T20:00", "2026-11-30T08:00"), ("2026-11-29T12:00", "2026-11-30T08:00"),
        ("2026-12-25T10:00", "2026-12-26T08:00"), ("2026-12-31T23:00", "2027-01-02T08:00"),
    ],
)  # fmt: skip
def test_when_one_may_text(asked, allowed):
    at = dt.datetime.fromisoformat(asked).replace(tzinfo=PARIS_WINTER)
    assert next_allowed(at) == dt.datetime.fromisoformat(allowed).replace(tzinfo=PARIS_WINTER)
