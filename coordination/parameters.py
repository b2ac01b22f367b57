"""Delays, rates and thresholds that law or the landlord sets: declared by the apps that use them, valued by dated
rows (`models.Parameter`) with their basis. Never constants in code.

    declare(Declared("request.silence", "Silence maximal envers le locataire", ParameterUnit.WORKING_DAYS))
    delay("request.silence", day)   # → Delay(Decimal("10"), "working_days")

The app's own migration writes the first rows (`seed`); `admin` writes the following ones on a screen.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from .models.calendars import Delay
from .models.parameters import Parameter, ParameterUnit

FROM = dt.date(2000, 1, 1)


class NoValue(LookupError):
    """No row says what this parameter is worth on that day; the text says which, in French."""


@dataclass(frozen=True)
class Declared:
    """What a parameter is. `help`: where it counts, in a sentence. `app`: the title under which it is shown."""

    code: str
    label: str
    unit: ParameterUnit
    app: str = ""
    help: str = ""

    def say(self, value: Decimal) -> str:
        """« 10 jours ouvrés », « 12,5 % », « oui »."""
        if self.unit == ParameterUnit.CHOICE:
            return "oui" if value else "non"
        number = f"{value.normalize():f}".replace(".", ",")
        if self.unit == ParameterUnit.COUNT:
            return number
        unit = ParameterUnit(self.unit).label
        if value == 1 and self.unit != ParameterUnit.MONTHS:
            unit = " ".join(word.removesuffix("s") for word in unit.split())
        return f"{number} {unit}"


_declared: dict[str, Declared] = {}


def declare(parameter: Declared) -> None:
    if _declared.setdefault(parameter.code, parameter) != parameter:
        raise ValueError(f"Parameter {parameter.code} is declared twice.")


def declared() -> list[Declared]:
    return sorted(_declared.values(), key=lambda one: (one.app, one.label))


def declared_as(code: str) -> Declared | None:
    return _declared.get(code)


@dataclass(frozen=True)
class Standing:
    """A parameter as it stands on a day: its value then, and the one to come."""

    declared: Declared
    now: Parameter | None
    next: Parameter | None

    @property
    def value(self) -> str:
        return self.declared.say(self.now.value) if self.now else ""

    @property
    def change(self) -> str:
        return self.declared.say(self.next.value) if self.next else ""


def standings(day: dt.date) -> list[Standing]:
    """All declared parameters, in one query."""
    now: dict[str, Parameter] = {}
    following: dict[str, Parameter] = {}
    for row in Parameter.objects.not_over(day).order_by("period"):
        kept = now if row.period.lower is None or row.period.lower <= day else following
        kept.setdefault(row.code, row)
    return [Standing(one, now.get(one.code), following.get(one.code)) for one in declared()]


def values(codes: Iterable[str], day: dt.date | None = None) -> dict[str, Decimal]:
    """What these are worth on that day (today unless told): one query. NoValue when one has no row."""
    wanted = list(codes)
    found = dict(
        Parameter.objects.on(day or timezone.localdate()).filter(code__in=wanted).values_list("code", "value")
    )
    for code in wanted:
        if code not in found:
            raise NoValue(f"Le paramètre « {code} » n’a pas de valeur à cette date.")
    return found


def value(code: str, day: dt.date | None = None) -> Decimal:
    return values([code], day)[code]


def delay(code: str, day: dt.date | None = None) -> Delay:
    """A duration with its unit, for `coordination.clock`."""
    return Delay(value(code, day), _declared[code].unit)


def seed(apps, rows: Iterable[tuple[str, str, str]]) -> None:
    """For migrations: the first row of each (code, value, basis), where there is none."""
    model = apps.get_model("coordination", "Parameter").objects
    for code, first, basis in rows:
        if not model.filter(code=code).exists():
            model.create(code=code, value=Decimal(first), basis=basis, period=DateRange(FROM, None))
