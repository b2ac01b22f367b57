"""Data quality: the fields that matter, where they are missing or too old (one table), counted set-wise.

The ages themselves are dated data (`QualityAge`). Screens count the residences they show afresh, so that a
corrected home leaves the list at once; `refresh` keeps the standing by which residences sort and filter.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal

from django.db import connection, models
from django.db.models import Count, F, Q
from django.utils import timezone

from .models import Component, QualityAge, Residence, Unit
from .models.quality import Limits

UNIT, COMPONENT, RESIDENCE = "unit", "component", "residence"
MANY = 2_000
"""Past so many residences, counting all of them in one pass costs less than naming each."""
COLLECTIVE = Q(construction=Unit.Construction.COLLECTIVE)


def _dpe_old(limits: Limits) -> Q:
    return Q(dpe_date=None) | Q(dpe_date__lt=limits.dpe)


def _condition_old(limits: Limits) -> Q:
    return Q(condition_on=None) | Q(condition_on__lt=limits.condition)


@dataclass(frozen=True)
class Rule:
    """A field that matters: whom it concerns (`applies`, None: everyone) and when it is a gap.

    `gap` is a condition, or a function of the day's limits that gives one.
    """

    code: str
    label: str
    subject: str
    gap: Q | Callable[[Limits], Q]
    applies: Q | None = None

    def where(self, limits: Limits) -> Q:
        gap = self.gap if isinstance(self.gap, Q) else self.gap(limits)
        return gap if self.applies is None else self.applies & gap


RULES = [
    Rule("pieces", "Nombre de pièces absent", UNIT, Q(rooms=None)),
    Rule("surface", "Surface habitable absente", UNIT, Q(living_area=None)),
    Rule("financement", "Financement absent", UNIT, Q(financing="")),
    Rule("construction", "Année de construction absente", UNIT, Q(built_year=None)),
    Rule("energie", "Classe énergie absente", UNIT, Q(energy_class="")),
    Rule("dpe", "DPE périmé ou sans date", UNIT, _dpe_old, ~Q(energy_class="")),
    Rule("etage", "Étage absent", UNIT, Q(floor=""), COLLECTIVE),
    Rule("porte", "Porte absente", UNIT, Q(door="", locator="", mailbox=""), COLLECTIVE),
    Rule("convention", "Numéro de convention APL absent", UNIT, Q(apl_number=""), Q(apl_agreement=True)),
    Rule("position", "Résidence sans position", RESIDENCE, Q(latitude=None)),
    Rule("commune", "Résidence sans commune", RESIDENCE, Q(commune_name="") | Q(commune_code="")),
    Rule("pose", "Composant sans année de pose", COMPONENT, Q(installed_year=None)),
    Rule("etat", "Composant sans état", COMPONENT, Q(condition="")),
    Rule("constat", "État de composant trop ancien ou sans date", COMPONENT, _condition_old, ~Q(condition="")),
]
BY_CODE = {rule.code: rule for rule in RULES}


def rows_of(subject: str) -> models.QuerySet:
    """What the rules of a subject look at, with `residence_key`, its residence."""
    if subject == UNIT:
        return Unit.objects.in_stock().annotate(residence_key=F("residence_id"))
    if subject == COMPONENT:
        return Component.objects.annotate(residence_key=F("residence_id"))
    return Residence.objects.annotate(residence_key=F("pk"))


def rules_of(subject: str) -> list[Rule]:
    return [rule for rule in RULES if rule.subject == subject]


def _counted(subject: str, limits: Limits, residence_ids: Iterable[int] | None):
    """One row per residence: `rows`, `gap_<code>` for each rule, `check_<code>` where not all are concerned."""
    found = rows_of(subject)
    if residence_ids is not None:
        found = found.filter(residence_key__in=residence_ids)
    counts = {"rows": Count("pk")}
    for rule in rules_of(subject):
        counts[f"gap_{rule.code}"] = Count("pk", filter=rule.where(limits))
        if rule.applies is not None:
            counts[f"check_{rule.code}"] = Count("pk", filter=rule.applies)
    return found.order_by().values("residence_key").annotate(**counts)


@dataclass
class Standing:
    """How a residence stands: gaps by rule, and how many points were checked."""

    gaps: dict[str, int] = field(default_factory=dict)
    checks: int = 0

    @property
    def total(self) -> int:
        return sum(self.gaps.values())

    @property
    def completeness(self) -> Decimal:
        return completeness(self.total, self.checks)

    @property
    def parts(self) -> list[tuple[Rule, int]]:
        """Rules with gaps, most gaps first."""
        found = [(rule, self.gaps[rule.code]) for rule in RULES if self.gaps.get(rule.code)]
        return sorted(found, key=lambda part: -part[1])


def completeness(gaps: int, checks: int) -> Decimal:
    """Per cent of the points that are right, rounded down: 100 only when nothing is missing."""
    if not checks:
        return Decimal(100)
    return (Decimal(100 * (checks - gaps)) / checks).quantize(Decimal("0.01"), ROUND_FLOOR)


def standings(residence_ids: Iterable[int], day=None) -> dict[int, Standing]:
    """The standing of these residences now: four queries, however many they are."""
    limits = QualityAge.objects.limits(day or timezone.localdate())
    ids = list(residence_ids)
    found = {pk: Standing() for pk in ids}
    for subject in (UNIT, COMPONENT, RESIDENCE):
        for row in _counted(subject, limits, ids):
            standing = found[row["residence_key"]]
            for rule in rules_of(subject):
                standing.gaps[rule.code] = row[f"gap_{rule.code}"]
                standing.checks += row["rows"] if rule.applies is None else row[f"check_{rule.code}"]
    return found


def concerned(rule: Rule, residence, day=None) -> models.QuerySet:
    """The homes, components or residence in which `rule` finds a gap: the list to empty."""
    limits = QualityAge.objects.limits(day or timezone.localdate())
    return rows_of(rule.subject).filter(rule.where(limits), residence_key=residence.pk)


UPSERT = """
INSERT INTO housing_residencequality (residence_id, gaps, checks, completeness, rules, computed_on)
SELECT id, gaps, checks,
    CASE WHEN checks = 0 THEN 100 ELSE floor(10000.0 * (checks - gaps) / checks) / 100 END, rules, %s
FROM (
    SELECT residence.id, {gaps} AS gaps, {checks} AS checks,
        array_remove(ARRAY[{rules}]::varchar[], NULL) AS rules
    FROM housing_residence residence {joins}
    WHERE {which}
) fact
ORDER BY id
ON CONFLICT (residence_id) DO UPDATE SET gaps = excluded.gaps, checks = excluded.checks,
    completeness = excluded.completeness, rules = excluded.rules, computed_on = excluded.computed_on
WHERE (housing_residencequality.gaps, housing_residencequality.checks, housing_residencequality.rules)
    IS DISTINCT FROM (excluded.gaps, excluded.checks, excluded.rules)
"""


def refresh(residence_ids: Iterable[int] | None, day=None) -> None:
    """Recompute the kept standing of these residences, of all when None. Rows already right are not written.

    Rows are taken in one order, so that two people's changes never wait for each other in a ring.
    """
    day = day or timezone.localdate()
    ids = None if residence_ids is None else list(residence_ids)
    if ids is not None and len(ids) > MANY:
        ids = None
    if ids is not None and not ids:
        return
    limits = QualityAge.objects.limits(day)
    joins, params = [], [day]
    for subject in (UNIT, COMPONENT, RESIDENCE):
        sql, values = _counted(subject, limits, ids).query.sql_with_params()
        joins.append(f"LEFT JOIN ({sql}) of_{subject} ON of_{subject}.residence_key = residence.id")
        params.extend(values)
    if ids is not None:
        params.append(ids)
    statement = UPSERT.format(
        gaps=" + ".join(f"coalesce({_gap(rule)}, 0)" for rule in RULES),
        checks=" + ".join(f"coalesce({_check(rule)}, 0)" for rule in RULES),
        rules=", ".join(f"CASE WHEN {_gap(rule)} > 0 THEN '{rule.code}' END" for rule in RULES),
        joins=" ".join(joins),
        which="true" if ids is None else "residence.id = ANY(%s)",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def _gap(rule: Rule) -> str:
    return f"of_{rule.subject}.gap_{rule.code}"


def _check(rule: Rule) -> str:
    return f"of_{rule.subject}.rows" if rule.applies is None else f"of_{rule.subject}.check_{rule.code}"
