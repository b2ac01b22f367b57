"""From what the field sees to a need that the plan must answer: which findings, and never two needs."""

import datetime as dt
import uuid
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from coordination import clock, parameters
from coordination.models import Case, Priority
from coordination.opening import open_case, whole_place
from coordination.photos import keep
from housing.models import Condition, Residence
from teams.workflow import MoveRefused

from . import needs_telling
from .models import Finding, FollowUp, Need
from .needs_parameters import REPEATED, REPEATED_MONTHS

BAD = (Condition.POOR, Condition.DANGEROUS)
Because = Need.Because
BATCH = 100
NO_KIND = "Dites d’abord de quel composant il s’agit : le plan est fait par composant."


# --- which findings


def kind_of(finding: Finding):
    """Its component's kind, or the one that was told."""
    return finding.component.kind if finding.component else finding.kind


def because_of(finding: Finding) -> str:
    """Why the plan must hear of it without anybody asking; empty when a person decides."""
    kind = kind_of(finding)
    if kind is None:
        return ""
    if finding.grade in BAD and (finding.safety or kind.safety):
        return Because.SAFETY
    if finding.scope == Finding.Scope.ALL and finding.grade in BAD:
        return Because.SCOPE
    least = int(parameters.value(REPEATED))
    return Because.REPEATED if alike(finding)[: least + 1].count() >= least else ""


def alike(finding: Finding):
    """Defects of the same kind in the same building lately, which no need holds yet; itself among them."""
    kind = kind_of(finding)
    rows = _lately().filter(residence=finding.residence_id, building=finding.building_id)
    return rows.filter(about=kind.pk) if kind else rows.none()


def _lately():
    """Defects of the months that count, each with what it is `about`, that no need holds."""
    since = timezone.now() - dt.timedelta(days=float(parameters.value(REPEATED_MONTHS)) * 365.25 / 12)
    told = FollowUp.objects.filter(finding=OuterRef("pk"), kind=FollowUp.Kind.NEED)
    rows = Finding.objects.filter(~Exists(told), seen_at__gte=since).exclude(grade=Condition.GOOD)
    return rows.alias(about=Coalesce("component__kind", "kind"))


def written(sender, instance, created, raw=False, **kwargs) -> None:
    """Receiver of `post_save`: once its pictures are there too, the rules look at a new finding."""
    if created and not raw:
        transaction.on_commit(lambda: consider(instance.pk), robust=True)


def consider(pk: int) -> bool:
    """Tell the plan if a rule says so, and have a danger put right at once. May run twice."""
    finding = Finding.objects.select_related("kind", "component__kind", "residence", "building").get(pk=pk)
    because = because_of(finding)
    done = set(finding.follow_ups.values_list("kind", flat=True))
    if because == Because.SAFETY and FollowUp.Kind.REQUEST not in done:
        _ask_repair(finding)
    if not because or FollowUp.Kind.NEED in done:
        return False
    others = list(alike(finding).exclude(pk=pk).order_by("seen_at", "pk")) if because == Because.REPEATED else []
    try:
        with transaction.atomic():
            for one in (finding, *others):
                one.report_to_plan(by=one.by)
    except MoveRefused:  # Somebody was faster; what is left comes back with the next review.
        return False
    return True


def _ask_repair(finding: Finding) -> None:
    """An emergency at once, or a line in the one that is open on this component, right here. Whatever becomes of
    it, the plan hears of the danger too."""
    here = {level: getattr(finding, f"{level}_id") for level in ("residence", "building", "staircase", "unit")}
    seen = Finding.objects.exclude(pk=finding.pk).filter(**here).alias(about=Coalesce("component__kind", "kind"))
    asked = FollowUp.objects.filter(
        kind=FollowUp.Kind.REQUEST, finding__in=seen.filter(about=kind_of(finding).pk)
    )  # fmt: skip
    with suppress(MoveRefused), transaction.atomic():
        _hold_residence(finding)
        if finding.follow_ups.filter(kind=FollowUp.Kind.REQUEST).exists():
            return
        if case := Case.objects.open().filter(pk__in=asked.values("case")).order_by("pk").first():
            case.note(f"Constat de plus : {_words(finding)}", by=finding.by)
            _bring_pictures(case, finding, finding.by)
            FollowUp.objects.create(finding=finding, kind=FollowUp.Kind.REQUEST, case=case, by=finding.by)
        else:
            finding.ask_repair(by=finding.by)


def _hold_residence(finding: Finding) -> None:
    """One danger at a time: of two that are told at once, the second finds the emergency of the first."""
    rows = Residence.objects.select_for_update(of=("self",), no_key=True).filter(pk=finding.residence_id)
    rows.order_by("pk").get()


def review() -> int:
    """What a crash left behind: findings that a rule concerns and that nobody made anything of."""
    danger = Q(safety=True) | Q(kind__safety=True) | Q(component__kind__safety=True)
    alone = _lately().filter(danger | Q(scope=Finding.Scope.ALL), grade__in=BAD)
    groups = repeated_groups().values_list("latest", flat=True)
    pks = {*alone.order_by("pk").values_list("pk", flat=True)[:BATCH], *groups[:BATCH]}
    return sum(consider(pk) for pk in sorted(pks))


def repeated_groups():
    """(residence, building, about) with as many defects as make a need; `latest` is one of them."""
    rows = _lately().annotate(on=Coalesce("component__kind", "kind")).exclude(on=None).order_by()
    groups = rows.values("residence", "building", "on").annotate(count=Count("pk"), latest=Max("pk"))
    return groups.filter(count__gte=int(parameters.value(REPEATED))).order_by("latest")


# --- told by a person, without an inspection


@transaction.atomic
def report(
    place,
    kind,
    *,
    grade: str,
    words: str = "",
    count: int | None = None,
    photos=(),
    by,
    key: uuid.UUID | None = None,
) -> Need:
    """« Signaler un besoin » at a residence or building: a finding that the plan hears of at once."""
    if key and (known := Finding.objects.filter(key=key, by=by).first()):
        return Need.objects.get(case__in=known.follow_ups.values("case"))
    finding = Finding.objects.create(
        **whole_place(place), kind=kind, label=f"{kind} : {Condition(grade).label.lower()}", grade=grade,
        words=words, safety=grade == Condition.DANGEROUS, by=by, key=key,
    )  # fmt: skip
    finding.pictures.set([keep(one) for one in photos])
    need = Need.objects.get(case=finding.report_to_plan(by=by, key=key).case)
    if count and need.count is None and need.state == Need.State.WAITING:
        Need.objects.filter(pk=need.pk).update(count=count)
        need.count = count
    return need


# --- one need


def reported(sender, finding: Finding, by=None, **kwargs):
    """Receiver of `finding_reported`: the case of the need that holds the finding from now on."""
    return raise_need(finding, because=because_of(finding) or Because.DIRECT, by=by).case


@transaction.atomic
def raise_need(finding: Finding, *, because: str = Because.DIRECT, by) -> Need:
    """Open a need with the finding, or join the one that is open on this component here."""
    if kind_of(finding) is None:
        raise MoveRefused(NO_KIND)
    return _join(finding, by) or _open(finding, because, by) or _join(finding, by) or _lost()


def _lost():
    raise MoveRefused("Quelqu’un répond à ce besoin en ce moment. Réessayez.")


def _join(finding: Finding, by) -> Need | None:
    found = Need.objects.around(finding.residence_id, finding.building_id, kind_of(finding))
    need = found.select_related("case").first()
    if need is None:
        return None
    case = need.case.hold()
    need.refresh_from_db()
    need.case = case
    if not (need.is_open and case.is_open):
        return None
    case.note(f"Constat de plus : {_words(finding)}", by=by)
    _bring_pictures(case, finding, by)
    if finding.grade in BAD and (finding.safety or kind_of(finding).safety) and not need.safety:
        Need.objects.filter(pk=need.pk).update(safety=True)
        if case.priority > Priority.URGENT:
            case.change_priority(Priority.URGENT, why="Danger pour les personnes", by=by)
    if need.answer:
        needs_telling.tell(need, [finding.by], by=None)
    return need


def _open(finding: Finding, because: str, by) -> Need | None:
    """None when somebody opened it at the same moment."""
    kind, safety = kind_of(finding), because == Because.SAFETY
    place = finding.building or finding.residence
    try:
        with transaction.atomic():
            case = open_case(
                "need", "decision", place, title=f"Besoin : {kind} — {place}"[:200], by=by,
                priority=Priority.URGENT if safety else Priority.NORMAL, text=_words(finding),
            )  # fmt: skip
            need = Need.objects.create(
                case=case, residence=finding.residence, building=finding.building, kind=kind,
                component=finding.component, because=because, safety=safety,
            )  # fmt: skip
    except IntegrityError:
        return None
    _bring_pictures(case, finding, by)
    task = case.tasks.open().get()
    if task.due_at:
        case.promise(clock.day_of(task.due_at), by=by)
    return need


def _bring_pictures(case, finding: Finding, by) -> None:
    for picture in finding.pictures.order_by("pk"):
        case.add_photo(picture, caption=finding.label, by=by)


def _words(finding: Finding) -> str:
    return " — ".join(filter(None, (finding.label, finding.where, finding.words)))[:1000]
