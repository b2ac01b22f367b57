"""The columns of a file of leases: their title, and how a cell is read. An empty cell says nothing."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from messaging.numbers import checked

from ..models import Lease

DAY = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?$")
MOJIBAKE = re.compile("Ã[\u0080-\u00bf©¨ª«´¹¢§®¯»¼–‡‰€]|â€|Â[\u00a0°«»]|\ufffd")
FRENCH_MOBILE = re.compile(r"^0[1-9]\d{8}$")
OLDEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 1, 1)
MOST_EUROS = Decimal(10) ** 8


class Wrong(Exception):
    """What is wrong with a cell, in French."""


def text(most: int) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if MOJIBAKE.search(cell):
            raise Wrong(f"texte mal encodé (« {cell[:40]} »). Enregistrez le fichier en UTF-8")
        if len(cell) > most:
            raise Wrong(f"{most} caractères au plus")
        return cell

    return read


def day(cell: str) -> str:
    found = DAY.match(cell)
    parts = found.groups()[::-1] if found else (match.groups() if (match := ISO.match(cell)) else None)
    try:
        read = dt.date(*map(int, parts)) if parts else None
    except ValueError:
        read = None
    if read is None or not OLDEST <= read < LATEST:
        raise Wrong(f"date impossible (« {cell[:20]} »)")
    return read.isoformat()


def euros(cell: str) -> str:
    try:
        amount = Decimal("".join(cell.split()).replace("€", "").replace(",", "."))
    except InvalidOperation:
        raise Wrong(f"ce n’est pas un montant (« {cell[:20]} »)") from None
    if not amount.is_finite() or amount >= MOST_EUROS:
        raise Wrong(f"ce n’est pas un montant (« {cell[:20]} »)")
    if amount < 0:
        raise Wrong(f"montant négatif (« {cell[:20]} »)")
    return f"{amount:.2f}"


def whole(lowest: int, most: int) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if not cell.isdecimal() or not lowest <= int(cell) <= most:
            raise Wrong(f"un nombre de {lowest} à {most} (« {cell[:20]} »)")
        return str(int(cell))

    return read


def one_of(choices) -> Callable[[str], str]:
    """By its label or its code."""
    known = {str(said).casefold(): str(code) for code, label in choices for said in (code, label)}

    def read(cell: str) -> str:
        try:
            return known[cell.casefold().replace("'", "’")]
        except KeyError:
            raise Wrong(f"« {cell[:30]} » n’est pas dans la liste") from None

    return read


def telephone(cell: str) -> str:
    bare = re.sub(r"[\s.\-()]", "", cell)
    if FRENCH_MOBILE.match(bare):
        return f"+33{bare[1:]}"
    number = checked(cell, "FR")
    if number is None:
        raise Wrong(f"ce n’est pas un téléphone (« {cell[:20]} »)")
    return number


def email(cell: str) -> str:
    try:
        validate_email(cell)
    except ValidationError:
        raise Wrong(f"ce n’est pas une adresse (« {cell[:40]} »)") from None
    return text(254)(cell)


@dataclass(frozen=True)
class Column:
    """`sql`: the type of its staged value."""

    key: str
    title: str
    width: int
    read: Callable[[str], str]
    sql: str = "text"
    needed: bool = False


name, short = text(80), text(40)
COLUMNS = [
    Column("number", "N° de bail", 16, short, needed=True),
    Column("unit_ref", "Référence du logement", 18, text(60)),
    Column("rpls_id", "Identifiant RPLS", 14, text(20)),
    Column("kind", "Type de bail", 22, one_of(Lease.Kind.choices)),
    Column("signed_on", "Signé le", 12, day, "date"),
    Column("starts_on", "Date d’effet", 12, day, "date", needed=True),
    Column("ends_on", "Fin du bail", 12, day, "date"),
    Column("last_name", "Nom du titulaire", 22, name, needed=True),
    Column("first_name", "Prénom du titulaire", 18, name),
    Column("birth_date", "Date de naissance", 12, day, "date"),
    Column("phone", "Téléphone", 16, telephone),
    Column("email", "Courriel", 28, email),
    Column("language", "Langue", 10, one_of(settings.LANGUAGES)),
    Column("co_last_name", "Nom du cotitulaire", 22, name),
    Column("co_first_name", "Prénom du cotitulaire", 18, name),
    Column("co_birth_date", "Date de naissance du cotitulaire", 12, day, "date"),
    Column("co_phone", "Téléphone du cotitulaire", 16, telephone),
    Column("co_email", "Courriel du cotitulaire", 28, email),
    Column("occupants", "Occupants", 10, whole(1, 40), "int"),
    Column("rent", "Loyer principal", 12, euros, "numeric"),
    Column("extra", "Loyer accessoire", 12, euros, "numeric"),
    Column("charges", "Provision pour charges", 12, euros, "numeric"),
    Column("amounts_from", "Montants à partir du", 12, day, "date"),
    Column("deposit", "Dépôt de garantie", 12, euros, "numeric"),
    Column("deposit_from", "Dépôt versé par", 16, one_of(Lease.Financier.choices)),
    Column("payment_term", "Échéance", 16, one_of(Lease.Term.choices)),
    Column("payment_mode", "Mode de paiement", 14, one_of(Lease.Mode.choices)),
    Column("payment_day", "Jour du prélèvement", 10, whole(1, 31), "int"),
    Column("resolution_delay", "Délai de la clause résolutoire", 16, one_of(Lease.Resolution.choices)),
    Column("insured_until", "Assuré jusqu’au", 12, day, "date"),
    Column("annexes", "Annexes", 24, text(200)),
]  # fmt: skip
TITLES = {column.key: column.title for column in COLUMNS}
TO_CORRECT = "À corriger"
"""The last column of the file of refused lines, which is not read back."""
TERMS = (
    "kind", "signed_on", "occupants", "deposit", "deposit_from", "payment_term", "payment_mode", "payment_day",
    "resolution_delay", "insured_until", "annexes",
)  # fmt: skip
AMOUNTS = ("rent", "extra", "charges")
