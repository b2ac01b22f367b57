"""The register of the demo: what machines and residences owe, most of it in date, some of it late, in blocks."""

import datetime as dt
from collections.abc import Callable
from random import Random

from housing.models import Residence

from .. import mandatory
from ..models import CheckKind, CheckRecord, CheckRule, MandatoryCheck

BLOCK = 2_000
EVERYWHERE = ("INC2", "INC4", "NUI", "GC")
OLD = ("AMI1", "AMI3")
"""Permits before July 1997 (domain.md §9)."""
COMPANIES = ("Contrôle Val", "Ascenseurs du Rhône", "Bureau Sécuris", "Thermique Ouest", "Prévention 3D")
NOTES = (
    "Éclairage de cabine à remplacer", "Affichage des consignes manquant", "Ferme-porte à régler",
    "Jeu dans la fixation", "Porte de la gaine non verrouillée",
)  # fmt: skip
LATE, MISSING, REFUSED, REMARKS = 0.05, 0.02, 0.015, 0.15
MOST_RESIDENCES = 400
Result = CheckRecord.Result


def build(seed: int, today: dt.date, say: Callable[[str], None]) -> None:
    dice = Random(f"checks {seed}")
    mandatory.owe(today)
    _owe_residences(dice)
    rules = {one.kind_id: one for one in CheckRule.objects.filter(period__contains=today)}
    records, changed = [], []
    for check in MandatoryCheck.objects.standing().order_by("pk").iterator(chunk_size=BLOCK):
        made = _history(check, rules.get(check.kind_id), today, dice)
        records += made
        if made:
            changed.append(check)
    MandatoryCheck.objects.bulk_update(changed, ["due_on", "done_on", "result"], BLOCK)
    CheckRecord.objects.bulk_create(records, BLOCK)
    red = MandatoryCheck.objects.red(today).count()  # type: ignore[attr-defined]
    given = mandatory.give_out(today)
    say(f"{len(changed)} contrôles suivis, {red} pas en règle, {given} dossiers de contrôle ouverts")


def _owe_residences(dice: Random) -> None:
    kinds = {one.code: one for one in CheckKind.objects.filter(code__in=(*EVERYWHERE, *OLD))}
    residences = Residence.objects.current().filter(unit_count__gt=0).order_by("pk")[:MOST_RESIDENCES]
    MandatoryCheck.objects.bulk_create(
        [
            MandatoryCheck(residence=residence, kind=kinds[code])
            for residence in residences
            for code in (*EVERYWHERE, *(OLD if (residence.built_from or 2000) < 1997 else ()))
            if code in OLD or dice.random() < 0.85
        ],
        BLOCK,
    )


def _history(check, rule: CheckRule | None, today: dt.date, dice: Random) -> list[CheckRecord]:
    """The last two or three times it was done, and when it comes back; nothing at all for a few."""
    if rule is None or dice.random() < MISSING:
        return []
    days = rule.weeks * 7 if rule.weeks else round((rule.months or 36) * 30.4)
    late = dice.random() < LATE
    ago = days + dice.randint(1, 60) if late else dice.randint(1, max(days - 5, 2))
    done = [today - dt.timedelta(days=ago + round(days * turn * 0.97)) for turn in range(2, -1, -1)]
    company = dice.choice(COMPANIES)
    made = [_record(check, day, company, dice) for day in done]
    last = made[-1]
    if dice.random() < REFUSED:
        last.result, last.observations = Result.REFUSED, dice.choice(NOTES)
    check.done_on, check.result = last.done_on, last.result
    check.due_on = rule.next_due(last.done_on, None)
    return made


def _record(check, day: dt.date, company: str, dice: Random) -> CheckRecord:
    noted = dice.random() < REMARKS
    return CheckRecord(
        of=check, done_on=day, company=company, result=Result.REMARKS if noted else Result.GOOD,
        observations=dice.choice(NOTES) if noted else "",
    )  # fmt: skip
