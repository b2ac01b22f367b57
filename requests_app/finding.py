"""Whom and where a request is about: one field finds people and places, one short word (`c12u34`) names them.

The word holds keys only: it may stand in an address, where names and telephones may not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, When

from housing.models import Equipment, Residence, Staircase, Unit
from housing.search import search
from housing.words import plain_words
from messaging.models import Contact

from .models import Zone

MOST_PEOPLE, MOST_HOMES, MOST_PLACES = 6, 6, 4
FEWEST_LETTERS = 2
WORD = re.compile(r"(?:c(?P<contact>\d{1,18}))?(?:(?P<kind>[usre])(?P<pk>\d{1,18}))?")
PLACES: dict[str, Any] = {"u": Unit, "s": Staircase, "r": Residence, "e": Equipment}
AROUND = {
    "u": ("residence__agency", "staircase__building"), "s": ("residence__agency", "building"), "r": ("agency",),
    "e": ("residence__agency", "building", "staircase", "unit"),
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """`word` names it; `title` and `detail` say it."""

    word: str
    icon: str
    title: str
    detail: str


def find(query: str, user) -> list[Hit]:
    """People, then homes, addresses, machines and residences of this person's perimeter."""
    query = query.strip()[:100]
    if len(query) < FEWEST_LETTERS:
        return []
    return [*_people(query, user), *_places(query, user)]


def _people(query: str, user) -> Iterator[Hit]:
    """Those who bear the name first, then those found by where they live."""
    named = Q()
    for word in plain_words(query):
        named |= Q(last_name__unaccent__istartswith=word) | Q(first_name__unaccent__istartswith=word)
    found = Contact.objects.visible_to(user).matching(query).with_home()
    by_name = Case(When(named, then=0), default=1)
    for contact in found.order_by(by_name, "last_name", "first_name", "pk")[:MOST_PEOPLE]:
        for home in contact.homes:
            yield Hit(
                f"c{contact.pk}u{home.unit_id}", "user", str(contact), f"{home.residence.name} · {home.where}"
            )
        if not contact.homes:
            yield Hit(f"c{contact.pk}", "user", str(contact), "sans logement connu")


def _places(query: str, user) -> Iterator[Hit]:
    found = search(query, user)
    for home in found.homes[:MOST_HOMES]:
        yield Hit(f"u{home.pk}", "door-closed", home.label, f"{home.residence.name} · {home.staircase.address}")
    for stair in found.addresses[:MOST_PLACES]:
        yield Hit(f"s{stair.pk}", "map-pin", stair.address, f"{stair.residence.name} · {stair.building} · {stair}")
    for machine in found.equipment[:MOST_PLACES]:
        yield Hit(f"e{machine.pk}", "cog", str(machine), f"{machine.residence.name} · {machine.where}")
    for residence in found.residences[:MOST_PLACES]:
        where = f"{residence.postal_code} {residence.commune_name}"
        yield Hit(f"r{residence.pk}", "building-2", residence.name, where.strip())


@dataclass
class Where:
    """What the word names, in a person's perimeter; nothing of it where they see nothing."""

    contact: Contact | None = None
    residence: Residence | None = None
    staircase: Staircase | None = None
    unit: Unit | None = None
    equipment: Equipment | None = None

    @property
    def word(self) -> str:
        return f"{f'c{self.contact.pk}' if self.contact else ''}{self.place_word}"

    @property
    def place_word(self) -> str:
        """The word for the same place, whoever calls."""
        here = (("u", self.unit), ("e", self.equipment), ("s", self.staircase), ("r", self.residence))
        return next((f"{kind}{one.pk}" for kind, one in here if one), "")

    @property
    def zone(self) -> str:
        """Where it most likely is."""
        return Zone.HOME if self.unit or not self.residence else Zone.COMMON

    def callers(self, user) -> list[Contact]:
        """Who may be calling: whoever lives there, and the one already named."""
        if not self.unit:
            return [self.contact] if self.contact else []
        asked = Contact.objects.visible_to(user).living_in([self.unit])
        if self.contact:
            asked = Contact.objects.visible_to(user).filter(Q(pk=self.contact.pk) | Q(pk__in=asked.values("pk")))
        return list(asked.order_by("last_name", "first_name", "pk")[:12])


def where(word: str, user) -> Where:
    """Read the word. A person known by one home is at home; a home with one tenant is that tenant's."""
    told = WORD.fullmatch(word or "")
    found = Where()
    if not told:
        return found
    if told["contact"]:
        found.contact = Contact.objects.visible_to(user).with_home().filter(pk=told["contact"]).first()
    if told["kind"]:
        rows = PLACES[told["kind"]].objects.visible_to(user).select_related(*AROUND[told["kind"]])
        _stand(found, rows.filter(pk=told["pk"]).first())
    elif found.contact and found.contact.home:
        home = Unit.objects.visible_to(user).select_related(*AROUND["u"])
        _stand(found, home.filter(pk=found.contact.home.unit_id or 0).first())
    return found


def _stand(found: Where, place) -> None:
    if isinstance(place, Unit):
        found.unit, found.staircase, found.residence = place, place.staircase, place.residence
    elif isinstance(place, Staircase):
        found.staircase, found.residence = place, place.residence
    elif isinstance(place, Equipment):
        found.equipment, found.unit = place, place.unit
        found.staircase, found.residence = place.staircase, place.residence
    elif place:
        found.residence = place


def presume_caller(found: Where, user) -> None:
    """Somebody calls about this home: its only tenant, if there is one."""
    if found.unit and not found.contact:
        living = found.callers(user)
        if len(living) == 1:
            found.contact = living[0]
