"""Made-up households: names of many origins, telephones kept for fiction, addresses that reach nobody."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from django.utils import timezone
from faker import Faker

from housing.models import Unit
from housing.words import plain_words
from messaging.models import Contact, Phone

from ..models import LeaseParty

Role = LeaseParty.Role
MOBILES = 10_000
"""« 06 39 98 xx xx » (ARCEP) holds no more; whoever comes after has a landline of the same kind."""
LANDLINES = ("+3319900", "+3326191", "+3335301", "+3346571", "+3353649")
NAMES = (
    ("Ben Salah", "Leïla"), ("Diop", "Moussa"), ("Nguyen", "Thi Lan"), ("Haddad", "Karima"), ("Da Silva", "Rui"),
    ("Kowalski", "Ewa"), ("Traoré", "Aminata"), ("Yilmaz", "Emre"), ("Rodrigues", "Sandra"), ("Konaté", "Ibrahim"),
    ("Sow", "Fatoumata"), ("El Amrani", "Nora"), ("Popescu", "Ioana"), ("Belkacem", "Yacine"), ("Singh", "Amar"),
    ("Zerrouki", "Samir"), ("Mendes", "Paulo"), ("Tran", "Minh"), ("Cissé", "Mariam"), ("Ivanova", "Olga"),
    ("Mansouri", "Hicham"), ("Costa", "Ana"), ("Kaya", "Elif"), ("Camara", "Sékou"), ("Chérif", "Inès"),
)  # fmt: skip
TOLD = {
    "Les Lilas": (("Ben Salah", "Samira"), ("Traoré", "Awa"), ("Lefèvre", "Josette")),
    "Les Tilleuls": (("Moreau", "Didier"), ("Haddad", "Nabil")),
    "Le Grand Pré": (("Kowalczyk", "Anna"),),
}
"""Who lives in the first let homes of these residences: people that the guides and the tests name."""
LANGUAGES = (("fr", 88), ("ar", 4), ("pt", 2), ("tr", 2), ("en", 4))
CARE = ("Laisser sonner longtemps.", "Appeler avant de passer.", "Parler face à la personne.")
ACCESS = (
    "Sonner à l’interphone.",
    "Chien dans le logement : prévenir.",
    "Après 17 h en semaine.",
)


@dataclass(slots=True)
class Household:
    """Who lives in a home. `people`: (contact, role), the holder first."""

    unit: Unit
    dice: Random
    people: list[tuple[Contact, str]] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)

    @property
    def holder(self) -> Contact:
        return self.people[0][0]


class Town:
    """Draws households; the same seed draws the same."""

    def __init__(self, seed: int, today: dt.date, languages: set[str], homes: int):
        self.seed, self.today = seed, today
        self.fake = Faker("fr_FR")
        self.fake.seed_instance(seed)
        self.languages = [(code, weight) for code, weight in LANGUAGES if code in languages]
        self.told: dict[str, Any] = {name: iter(people) for name, people in TOLD.items()}
        self.ranks = count(1)
        self.share = min(1.0, 0.9 * MOBILES / max(1, homes * 1.3))
        self.mobiles, self.landlines = iter(range(MOBILES)), count()
        self.since = timezone.now() - dt.timedelta(days=400)

    def household(self, unit: Unit) -> Household:
        dice = Random(f"{self.seed}/lease/{unit.landlord_ref or unit.pk}")
        home = Household(unit, dice)
        rooms = unit.rooms or 3
        last, first = next(self.told.get(unit.residence.name, iter(())), None) or self._name(dice)
        self._add(home, Role.HOLDER, last, first, 18 if unit.construction == "E" else 24)
        if rooms > 1 and dice.random() < 0.4:
            partner = last if dice.random() < 0.6 else self._name(dice)[0]
            self._add(home, Role.CO_HOLDER, partner, self.fake.first_name(), 24)
        if rooms > 3 and dice.random() < 0.3:
            self._add(home, Role.OCCUPANT, last, self.fake.first_name(), 18, grown=False)
        if unit.construction == "E" and dice.random() < 0.7:
            self._add(home, Role.GUARANTOR, last, self.fake.first_name(), 45)
        return home

    def _name(self, dice: Random) -> tuple[str, str]:
        """Three in ten from elsewhere, as in any French town."""
        if dice.random() < 0.3:
            return dice.choice(NAMES)[0], dice.choice(NAMES)[1]
        return self.fake.last_name(), self.fake.first_name()

    def _add(
        self, home: Household, role: str, last: str, first: str, youngest: int, *, grown: bool = True
    ) -> None:
        dice, rank = home.dice, next(self.ranks)
        age = youngest + int(dice.betavariate(1.6, 2.4) * 62) if grown else dice.randint(18, 24)
        careful = role == Role.HOLDER and dice.random() < 0.03
        contact = Contact(
            agency_id=home.unit.residence.agency_id, last_name=last, first_name=first,
            language=self._language(dice) if role == Role.HOLDER else home.holder.language,
            birth_date=self.today - dt.timedelta(days=int(age * 365.25) + dice.randint(0, 364)),
            email=_email(first, last, rank) if dice.random() < 0.7 else "",
            access_note=dice.choice(ACCESS) if role == Role.HOLDER and dice.random() < 0.05 else "",
            needs_care=careful, care_instruction=dice.choice(CARE) if careful else "",
        )  # fmt: skip
        home.people.append((contact, role))
        if role in (Role.HOLDER, Role.CO_HOLDER) and dice.random() < 0.97:
            home.phones.append(self._phone(contact, dice))

    def _language(self, dice: Random) -> str:
        codes, weights = zip(*self.languages, strict=True)
        return dice.choices(codes, weights)[0]

    def _phone(self, contact: Contact, dice: Random) -> Phone:
        """A mobile while there are some, spread over the landlord; else a landline, which takes no texts."""
        rank = next(self.mobiles, None) if dice.random() < self.share else None
        if rank is not None:
            return Phone(contact=contact, number=f"+3363998{rank * 7919 % MOBILES:04}")
        rank = next(self.landlines)
        number = f"{LANDLINES[rank % len(LANDLINES)]}{rank // len(LANDLINES) % 10_000:04}"
        return Phone(contact=contact, number=number, unreachable_since=self.since)


def _email(first: str, last: str, rank: int) -> str:
    name = ".".join("".join(plain_words(part)) for part in (first, last))
    return f"{name}{rank}@example.test"
