"""The tenants of the demo: a household in each home that is let, reached as people are.

Telephones are of the range kept for fiction (06 39 98 xx xx), which holds ten thousand: at the size of a large
landlord the others are reached by e-mail or by letter. Some numbers play a trouble (`gateways.simulator.ENDINGS`).
"""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from random import Random

from housing.models import Residence, Unit

from .models import ChannelChoice, Contact, Occupancy, Phone
from .models.contacts import Channel, Purpose

FIRST_NAMES = (
    "Leïla", "Marie", "Jean", "Fatima", "Mohamed", "Nathalie", "Philippe", "Aïcha", "Sofia", "Michel",
    "Karine", "Yusuf", "Christine", "Alain", "Amina", "Thomas", "Sandrine", "Mamadou", "Isabelle", "Rachid",
    "Julie", "Patrick", "Inès", "Laurent", "Hawa", "Sylvie", "Antoine", "Nadia", "Gérard", "Camille", "Ahmed",
    "Monique", "David", "Chloé", "Jacqueline", "Hugo", "Samira", "Daniel", "Élodie", "Ousmane", "Martine",
    "Kevin", "Yvette", "Bilal", "Lucie",
)  # fmt: skip
LAST_NAMES = (
    "Martin", "Bernard", "Traoré", "Petit", "Durand", "Leroy", "Moreau", "Nguyen", "Simon", "Laurent",
    "Lefebvre", "Diallo", "Garcia", "David", "Bertrand", "Roux", "Benali", "Morel", "Fournier", "Girard",
    "Da Silva", "Bonnet", "Dupont", "Lambert", "Haddad", "Fontaine", "Rousseau", "Mercier", "Kaya", "Blanc",
    "Guérin", "Boyer", "Camara", "Garnier", "Chevalier", "Legrand", "Gauthier", "Perrin", "Robin", "Clément",
    "Morin", "Cissé", "Henry", "Roussel", "Mathieu", "Gautier", "Masson", "Marchand", "Duval", "Denis",
    "Dumont", "Marie", "Lemaire", "Noël", "Meyer", "Dufour", "Meunier", "Brun", "Blanchard", "Giraud", "Joly",
    "Rivière", "Lucas", "Brunet", "Gaillard", "Barbier",
)  # fmt: skip
ACCESS = (
    "Sonner à la gauche du palier", "Code portail 4512A", "Interphone en panne : appeler en arrivant",
    "Chien dans le logement : prévenir", "Laisser le temps d’ouvrir", "Préfère être appelé avant 9 h",
)  # fmt: skip
LARGE = 5000
NUMBERS = 9000


def build(seed: int, today: dt.date) -> int:
    """A household for each home let; how many."""
    dice = Random(f"households {seed}")
    homes = Unit.objects.filter(occupancy=Unit.Occupancy.LET).order_by("residence", "pk")
    numbers = iter(dice.sample(range(NUMBERS), NUMBERS))
    known = dict(Residence.objects.values_list("pk", "agency"))
    count = 0
    rows = homes.values_list("pk", "staircase", "staircase__building", "residence").iterator(chunk_size=LARGE)
    while batch := list(islice(rows, LARGE)):
        _settle(batch, known, numbers, dice, today, count)
        count += len(batch)
    _tell_one_story()
    return count


def _settle(batch: list, agencies: dict, numbers: Iterator[int], dice: Random, today: dt.date, done: int) -> None:
    people = Contact.objects.bulk_create(_person(dice, agencies[row[3]], today) for row in batch)
    phones = [
        Phone(contact=person, number=f"+3363998{number:04}")
        for person, number in zip((one for one in people if dice.random() < 0.93), numbers, strict=False)
    ]
    Phone.objects.bulk_create(phones)
    Occupancy.objects.bulk_create(
        Occupancy(
            contact=person, unit_id=unit, staircase_id=staircase, building_id=building, residence_id=residence,
            lease_number=f"B{96_000_001 + done + place}",
            since=today - dt.timedelta(days=int(dice.expovariate(1 / 2600)) + 40),
        )
        for place, (person, (unit, staircase, building, residence)) in enumerate(zip(people, batch, strict=True))
    )  # fmt: skip
    ChannelChoice.objects.bulk_create(
        ChannelChoice(contact=person, purpose=Purpose.REQUESTS, channel=Channel.EMAIL)
        for person in people
        if person.email and dice.random() < 0.2
    )


def _person(dice: Random, agency: int, today: dt.date) -> Contact:
    first, last = dice.choice(FIRST_NAMES), dice.choice(LAST_NAMES)
    mailbox = f"{first}.{last}.{dice.randint(10, 9999)}".lower().replace(" ", "")
    mailbox = mailbox.encode("ascii", "ignore").decode()
    email = f"{mailbox}@exemple.test" if dice.random() < 0.55 else ""
    care = dice.random() < 0.06
    return Contact(
        agency_id=agency, first_name=first, last_name=last, email=email,
        language="en" if dice.random() < 0.05 else "fr",
        birth_date=today - dt.timedelta(days=int(dice.uniform(21, 88) * 365)),
        access_note=dice.choice(ACCESS) if dice.random() < 0.12 else "", needs_care=care,
        care_instruction="Appeler avant de passer, laisser sonner longtemps" if care else "",
    )  # fmt: skip


def _tell_one_story() -> None:
    """Mme Ben Salah lives at Les Lilas, on the second floor of staircase 1."""
    lives = Occupancy.objects.filter(
        residence__name="Les Lilas", contact__phones__isnull=False, until=None
    ).order_by("unit")
    for occupancy in islice(lives.select_related("contact"), 4, 5):
        occupancy.contact.first_name, occupancy.contact.last_name = "Leïla", "Ben Salah"
        occupancy.contact.language = "fr"
        occupancy.contact.save()
