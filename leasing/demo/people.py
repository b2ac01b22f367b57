"""Made-up households: names of many origins, telephones kept for fiction, addresses that reach nobody."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from faker import Faker

from housing.models import Unit
from housing.words import plain_words
from messaging.models import Channel, ChannelChoice, Contact, Phone
from messaging.models.contacts import Purpose

from ..models import LeaseParty

Role = LeaseParty.Role
MOBILES = 9_000
"""Of « 06 39 98 xx xx » (ARCEP), the last of which play a trouble (`messaging.gateways.simulator.ENDINGS`); at the
size of a large landlord the others have no telephone."""
NAMES = (
    ("Ben Salah", "Leïla"), ("Diop", "Moussa"), ("Nguyen", "Thi Lan"), ("Haddad", "Karima"), ("Da Silva", "Rui"),
    ("Kowalski", "Ewa"), ("Traoré", "Aminata"), ("Yilmaz", "Emre"), ("Rodrigues", "Sandra"), ("Konaté", "Ibrahim"),
    ("Sow", "Fatoumata"), ("El Amrani", "Nora"), ("Popescu", "Ioana"), ("Belkacem", "Yacine"), ("Singh", "Amar"),
    ("Zerrouki", "Samir"), ("Mendes", "Paulo"), ("Tran", "Minh"), ("Cissé", "Mariam"), ("Ivanova", "Olga"),
    ("Mansouri", "Hicham"), ("Costa", "Ana"), ("Kaya", "Elif"), ("Camara", "Sékou"), ("Chérif", "Inès"),
)  # fmt: skip
TOLD = {
    "Les Lilas": (("Ben Salah", "Leïla"), ("Traoré", "Awa"), ("Lefèvre", "Josette")),
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
    choices: list[ChannelChoice] = field(default_factory=list)

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
        self.share = min(0.95, 0.95 * MOBILES / max(1, homes * 1.4))
        self.mobiles = iter(Random(f"{seed}/telephones").sample(range(MOBILES), MOBILES))

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
        if role in LeaseParty.HOLDERS and dice.random() < self.share:
            number = next(self.mobiles, None)
            if number is not None:
                home.phones.append(Phone(contact=contact, number=f"+3363998{number:04}"))
        if contact.email and dice.random() < 0.2:
            choice = ChannelChoice(contact=contact, purpose=Purpose.REQUESTS, channel=Channel.EMAIL)
            home.choices.append(choice)

    def _language(self, dice: Random) -> str:
        codes, weights = zip(*self.languages, strict=True)
        return dice.choices(codes, weights)[0]


def _email(first: str, last: str, rank: int) -> str:
    name = ".".join("".join(plain_words(part)) for part in (first, last))
    return f"{name}{rank}@example.test"
