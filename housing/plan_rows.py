"""One line of the asset plan's workbook: its columns, what it writes, what it accepts."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError

from .models import PlannedWork

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Column:
    key: str
    title: str
    width: int


COLUMNS = [
    Column("reference", "Référence", 18),
    Column("residence_id", "N° résidence", 12),
    Column("residence", "Résidence", 28),
    Column("commune", "Commune", 18),
    Column("building", "Bâtiment", 18),
    Column("staircase", "Escalier", 18),
    Column("title", "Travaux", 44),
    Column("nature", "Nature", 26),
    Column("kind", "Type de composant", 28),
    Column("year", "Année", 8),
    Column("quarter", "Trimestre", 10),
    Column("amount", "Montant TTC (€)", 16),
    Column("unit_count", "Logements concernés", 12),
    Column("source", "Origine", 22),
    Column("state", "État", 16),
    Column("reason", "Motif", 30),
    Column("note", "Note", 40),
]
TITLES = {column.key: column.title for column in COLUMNS}


def cells(work: PlannedWork) -> list:
    """The works as a line, in the order of COLUMNS."""
    return [
        work.reference,
        work.residence_id,
        work.residence.name,
        work.residence.commune_name,
        str(work.building) if work.building else "",
        str(work.staircase) if work.staircase else "",
        work.title,
        work.get_nature_display(),
        work.kind.label if work.kind else "",
        work.year,
        work.quarter,
        work.amount,
        work.unit_count,
        work.get_source_display(),
        work.get_state_display(),
        work.reason,
        work.note,
    ]


def amount_of(text: str) -> Decimal:
    """« 12 345,5 € » → 12345.50, half a cent rounded up."""
    plain = "".join(text.split()).replace("€", "").replace(",", ".")
    number = Decimal(plain)
    if not number.is_finite() or abs(number) >= 10**10:
        raise InvalidOperation
    return number.quantize(CENT, ROUND_HALF_UP)


def normal(key: str, value) -> str:
    """The same text for the same content, however it was typed."""
    text = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if key == "amount" and text:
        try:
            return str(amount_of(text))
        except InvalidOperation:
            return text
    return text


class Euros(forms.DecimalField):
    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return amount_of(value)
        except InvalidOperation:
            raise ValidationError("Ce n’est pas un montant.") from None


class Labelled(forms.CharField):
    """One of `choices`, by its label or its code."""

    def __init__(self, choices=(), **kwargs):
        super().__init__(**kwargs)
        self.known = {str(text).casefold(): code for code, label in choices for text in (code, label)}

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.known[text.casefold().replace("'", "’")]
        except KeyError:
            raise ValidationError(f"« {text} » n’est pas dans la liste.") from None


class RowForm(forms.Form):
    """The cells of one line, those of the place excepted: they depend on one another."""

    title = forms.CharField(max_length=160)
    nature = Labelled(PlannedWork.Nature.choices)
    kind = forms.CharField(required=False)
    year = forms.IntegerField(min_value=2000, max_value=2100)
    quarter = forms.IntegerField(min_value=1, max_value=4, required=False)
    amount = Euros(max_digits=12, decimal_places=2, min_value=0, required=False)
    unit_count = forms.IntegerField(min_value=0, max_value=2_147_483_647, required=False)
    source = Labelled(PlannedWork.Source.choices, required=False)
    state = Labelled(PlannedWork.State.choices, required=False)
    reason = forms.CharField(max_length=300, required=False)
    note = forms.CharField(max_length=5000, required=False)

    def __init__(self, data, *, kinds, words, only):
        super().__init__(data)
        self.kinds, self.words = kinds, words
        for key in set(self.fields) - set(only):
            del self.fields[key]

    def clean_kind(self):
        text = self.cleaned_data["kind"]
        if not text:
            return None
        kind = self.kinds.get(self.words.get(text))
        if kind is None:
            raise ValidationError(f"« {text} » n’est pas un type de composant connu.")
        return kind

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("state") in ("refused", "cancelled", "postponed") and not data.get("reason"):
            self.add_error("reason", "Cet état demande un motif.")
        return data
