"""The search of the header: residences, addresses, homes, from the first letters, at any size of stock.

No index holds the words of homes. A home is looked for by its reference (an index range), or by its own few words
(door, floor, mailbox, reference) inside the staircases that the other words designate: `Staircase.search_text`
holds every word of the place, under one index of words.

What may be slow is bounded: words so common that the first rows already answer never reach the index; a
statement beyond `MOST_MS` is cut, and the answer says that it is partial.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from operator import or_

from django.db import OperationalError, connection, transaction
from django.db.models import Case, F, Func, Q, TextField, Value, When
from psycopg.errors import QueryCanceled

from .models import Equipment, ExternalReference, Landlord, Residence, Staircase, Unit
from .search_stairs import Stairs
from .words import plain_words, starting_with

SHOWN = {"short": (5, 5, 8), "page": (30, 30, 60)}
"""Residences, addresses, homes: under the search field, and on the page of results."""
ROUNDS = 3
MOST_MS = 40
REFERENCES_READ = 2000
LINKS = frozenset({"de", "du", "la", "le", "et", "en", "au", "st", "l", "d"})
SILENT = frozenset({"logement", "log", "porte", "appartement", "appt", "apt", "etage", "n", "no", "numero"})


SAID = (
    "door", "locator", "mailbox", "floor", "landlord_ref", "rpls_id", "rooms", "left_on", "residence__name",
    "staircase__name", "staircase__street_number", "staircase__street", "staircase__postal_code",
    "staircase__commune_name", "staircase__building__name",
)  # fmt: skip
"""What a result says of a home."""


@dataclass
class Found:
    words: list[str]
    residences: list[Residence] = field(default_factory=list)
    addresses: list[Staircase] = field(default_factory=list)
    homes: list[Unit] = field(default_factory=list)
    equipment: list[Equipment] = field(default_factory=list)
    references: list[ExternalReference] = field(default_factory=list)
    guessed: bool = False
    partial: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.residences or self.addresses or self.homes or self.equipment or self.references)


class OwnWords(Func):
    """What a home says of itself, each word between spaces."""

    function = "translate"
    template = "translate(lower(concat_ws(' ', '', %(expressions)s, '')), 'éèêàç-/.,()', 'eeeac      ')"
    output_field = TextField()


FLOOR = Case(
    When(floor__in=["0", "00"], then=Value("rdc")),
    When(
        floor__regex=r"^\d+$",
        then=Func(Value("e"), Func(F("floor"), Value("0"), function="ltrim"), function="concat"),
    ),
    default=F("floor"),
    output_field=TextField(),
)
"""« rdc », « e2 »: a bare digit is a door, never a floor."""
OWN = OwnWords(
    "door", Func(F("door"), Value("0"), function="ltrim"), "mailbox", "locator", FLOOR, "landlord_ref"
)  # fmt: skip


def search(query: str, user, size: str = "short") -> Found:
    """Everything of this person's perimeter that answers these words, the most certain first."""
    words = _floors(plain_words(query))
    if len(words) > 1:
        words = [word for word in words if word not in SILENT] or words
    found = Found(words)
    if not words:
        return found
    try:
        with _bounded():
            _look(found, query.strip(), user, SHOWN[size])
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        found.partial = True
    return found


@contextmanager
def _bounded() -> Iterator[None]:
    """Statements of the block are cut beyond `MOST_MS`, and use an index wherever there is one."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true),"
            " set_config('enable_seqscan', 'off', true)",
            [str(MOST_MS)],
        )
        before = cursor.fetchone()[0]
        yield
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true), set_config('enable_seqscan', 'on', true)", [before]
        )


def _floors(words: list[str]) -> list[str]:
    """« étage 2 » and « 2e étage » are one word, « e2 »."""
    text = re.sub(r"\brez de chaussee\b", "rdc", " ".join(words))
    text = re.sub(r"\betage (\d{1,2})\b|\b(\d{1,2})(?:er?|eme)? etage\b", r"e\1\2", text)
    return list(dict.fromkeys(text.split()))


def _look(found: Found, query: str, user, shown) -> None:
    residences, addresses, homes = shown
    starts = _reference(query)
    found.homes = _by_reference(starts, user, homes)
    found.equipment = _named(Equipment, "reference", starts, user, residences)
    found.references = _named(ExternalReference, "value", starts, user, residences)
    found.residences = _residences(found.words, user, residences)
    stairs = Stairs(user)
    found.addresses = _addresses(found.words, stairs, addresses)
    if len(found.homes) < homes:
        found.homes += _by_door(found.words, stairs, homes - len(found.homes), {home.pk for home in found.homes})
    if found.nothing and (split := _split(found.words)) != found.words:
        found.homes = _by_door(split, stairs, homes, buildings=set(split) - set(found.words))
    if found.nothing:
        _guess(found, user, residences)


def _reference(query: str) -> list[str]:
    """The beginnings of a reference that these words may be, as typed and in capitals."""
    told = query.replace(" ", "")
    if len(told) < 3 or not all(any(map(str.isdigit, part)) for part in query.split()):
        return []
    return list(dict.fromkeys([query, query.upper(), told, told.upper()]))


def _named(model, column: str, starts: list[str], user, most: int) -> list:
    """Rows about places whose `column` begins like this."""
    if not starts:
        return []
    rows = model.objects.visible_to(user).filter(_begins(column, starts)).order_by(column, "pk")
    return list(rows.with_where("residence__name").select_related("residence")[:most])


def _begins(column: str, starts: list[str]) -> Q:
    return reduce(or_, (Q(**{f"{column}__startswith": start}) for start in starts))


def _by_reference(starts: list[str], user, most: int) -> list[Unit]:
    """Homes whose reference, or identifier in the register, begins like this."""
    if not starts:
        return []
    mine = Unit.objects.visible_to(user).select_related("residence", "staircase__building").only(*SAID)
    found: dict[int, Unit] = {}
    for column in ("landlord_ref", "rpls_id"):
        # Each landlord has its range of the unique index; the perimeter is checked on a bounded read.
        read = Unit.objects.filter(_begins(column, starts), landlord__in=Landlord.objects.values("pk")).exclude(
            **{column: ""}
        )
        keys = read.order_by().values("pk")[:REFERENCES_READ]
        if len(found) < most:
            found |= {home.pk: home for home in mine.filter(pk__in=keys).order_by(column)[: most - len(found)]}
    return list(found.values())


def _residences(words: list[str], user, most: int) -> list[Residence]:
    mine = Residence.objects.visible_to(user).current().select_related("agency").order_by()
    return sorted(
        starting_with(mine, "words", words)[:most], key=lambda residence: (residence.words, residence.pk)
    )


def _addresses(words: list[str], stairs: Stairs, most: int) -> list[Staircase]:
    keys = stairs.holding(words)[:most]
    rows = Staircase.objects.visible_to(stairs.user).filter(pk__in=keys).select_related("residence", "building")
    order = ("residence__words", "residence_id", "street", "street_number", "name", "pk")
    return list(rows.order_by(*order)) if keys else []


def _by_door(words: list[str], stairs: Stairs, most: int, known=frozenset(), buildings=frozenset()) -> list[Unit]:
    """Homes whose own words are some of these, in a place that holds the others; the fewest own words first.

    Letters among `buildings` are no doors: cut from « b3 », they say where door 3 is.
    """
    own = [word for word in words if word not in LINKS and _says_a_door(word)]
    own = [word for word in own if word not in buildings or word.isdigit()]
    tries = [doors for count in range(1, len(own) + 1) for doors in combinations(own, count)]
    for doors in [doors for doors in tries if len(doors) < len(words)][:ROUNDS]:
        place = [word for word in words if word not in doors]
        homes = _doors(stairs.holding(place, enough=1, whole=True), doors, stairs.user, most)
        if found := [home for home in homes if home.pk not in known]:
            return found
    return []


def _says_a_door(word: str) -> bool:
    return len(word) <= 2 or word == "rdc" or any(map(str.isdigit, word))


def _doors(stairs: list[int], doors, user, most: int) -> list[Unit]:
    if not stairs:
        return []
    homes = Unit.objects.visible_to(user).filter(staircase__in=stairs).alias(own=OWN)
    for door in doors:
        homes = homes.filter(own__contains=f" {door}")
    homes = homes.select_related("residence", "staircase__building").only(*SAID)
    whole = Case(When(Q(*[Q(own__contains=f" {door} ") for door in doors]), then=0), default=1)
    return list(homes.order_by(F("left_on").asc(nulls_first=True), whole, "pk")[:most])


def _split(words: list[str]) -> list[str]:
    """« b3 » may be building B, door 3."""
    parts: list[str] = []
    for word in words:
        door = re.fullmatch(r"([a-z]{1,2})(\d{1,3})", word)
        parts += door.groups() if door else [word]
    return list(dict.fromkeys(parts))


def _guess(found: Found, user, most: int) -> None:
    """Words one letter off: residences whose name or commune looks like the words people typed."""
    letters = [word for word in found.words if len(word) >= 4 and word.isalpha()]
    if not letters:
        return
    mine = Residence.objects.visible_to(user).current().select_related("agency")
    for word in letters:
        mine = mine.filter(words__trigram_word_similar=word)
    found.residences = list(mine.order_by()[:most])
    found.guessed = bool(found.residences)
