"""Mandatory checks in date, on any day: a record holds from its day until the next one is due (domain.md §9)."""

from django.apps import apps
from django.db.models import Case as Choice
from django.db.models import DateField, Exists, F, Min, OuterRef, Subquery, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from proximity.models import CheckRecord, CheckRule, MandatoryCheck
from teams.roles import Role

from .base import Direction, Measure, Part, Unit, measure
from .expressions import Later, day, whole

FAMILY = "Contrôles réglementaires"
REFUSED = CheckRecord.Result.REFUSED


def owed(check: str):
    """Of kinds that the law asks for today."""
    today = timezone.localdate()
    return CheckRule.objects.filter(kind=OuterRef(f"{check}kind"), period__contains=today, mandatory=True)


def register():
    """Each check from the day it was known, or first done."""
    events = apps.get_model("proximity", "MandatoryCheckEvent").objects.filter(pgh_obj=OuterRef("pk")).order_by()
    known = Subquery(events.values("pgh_obj").annotate(first=Min("pgh_created_at")).values("first"))
    first = CheckRecord.objects.filter(of=OuterRef("pk")).order_by().values("of")
    done = Subquery(first.annotate(first=Min("done_on")).values("first"))
    return MandatoryCheck.objects.filter(Exists(owed(""))).annotate(known_at=known).annotate(
        since=Least(day("known_at"), done, output_field=DateField())
    )  # fmt: skip


def records():
    """With the days on which each keeps its check in date: [`starts`, `ends`)."""
    later = CheckRecord.objects.filter(of=OuterRef("of"))
    after = later.filter(done_on__gt=OuterRef("done_on")) | later.filter(
        done_on=OuterRef("done_on"), pk__gt=OuterRef("pk")
    )
    following = after.order_by("done_on", "pk")
    last_day = Coalesce(Subquery(following.values("due_on")[:1]), "of__due_on")
    found = CheckRecord.objects.filter(Exists(owed("of__"))).annotate(
        starts=Choice(When(result=REFUSED, then="lifted_on"), default="done_on", output_field=DateField()),
        ends=Least(Later(last_day, whole(1)), Subquery(following.values("done_on")[:1]), "of__ended_on",
                   output_field=DateField()),
    )  # fmt: skip
    return found.filter(starts__isnull=False)


@measure
class InDate(Measure):
    code, name = "REG01", "Contrôles réglementaires à jour"
    formula = "Contrôles faits, non échus et sans non-conformité à lever, sur les contrôles dus, le dernier jour."
    exclusions = "Contrôles conseillés, que la loi n’impose pas."
    unit, direction, owner, family, noun = Unit.PERCENT, Direction.HIGHER, Role.TECHNICIAN, FAMILY, "contrôle"

    def parts(self):
        return [
            Part(records, on=F("starts"), until=F("ends"), denominator=0, residence="of__residence",
                 case="of"),
            Part(register, on=F("since"), until=F("ended_on"), numerator=0, residence="residence", case=None),
        ]  # fmt: skip
