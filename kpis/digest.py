"""The weekly letter to each manager: what got worse or better in their perimeter, and what waits for an action."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from messaging import mailing
from teams.models import User
from teams.roles import Role

from . import unsubscribing
from .alerts.parameters import thresholds
from .alerts.series import HISTORY, is_bad, is_weekly, of_level
from .alerts.watching import latest_week
from .alerts.xmr import Chart, Signal
from .levels import Level
from .measures import IN_ORDER, Direction, Measure
from .models import EVERYTHING, Alert, AlertAction, Digest, MutedMeasure
from .periods import DAY, Weeks
from .templatetags.kpis import shown

READERS = (Role.DIRECTOR, Role.AGENCY_MANAGER, Role.PROXIMITY_MANAGER)
MOST_ALERTS = 10


@dataclass(frozen=True)
class Line:
    """One figure that moved, in words, with the ways to it and out of it."""

    measure: Measure
    text: str
    address: str
    out: str


@dataclass(frozen=True)
class Letter:
    week: dt.date
    worse: list[Line]
    better: list[Line]
    quiet: int
    alerts: list[Alert]
    more: int
    effects: list[AlertAction]

    @property
    def last_day(self) -> dt.date:
        return self.week + 6 * DAY

    @property
    def subject(self) -> str:
        """Told without a name of anybody or any place: subjects are read over shoulders."""
        if not self.worse and not self.alerts:
            return "Indicateurs : rien d’inhabituel cette semaine"
        told = f"{len(self.worse)} en retrait, {len(self.better)} en progrès"
        waiting = len(self.alerts) + self.more
        return f"Indicateurs : {told}" + (f", {waiting} sans action" if waiting else "")


def prepare(today: dt.date | None = None) -> list[int]:
    """The letters of the week that is over, one for each reader; those that still have to leave."""
    week = latest_week(today or timezone.localdate())
    readers = User.objects.active().holding(*READERS).exclude(email="")
    silent = MutedMeasure.objects.filter(measure=EVERYTHING).values("user")
    wanted = readers.exclude(pk__in=silent).order_by("pk")
    Digest.objects.bulk_create((Digest(user=one, week=week) for one in wanted), ignore_conflicts=True)
    waiting = Digest.objects.waiting().filter(week=week, user__in=wanted)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def send(pk: int) -> bool:
    """Mail one letter, once; whether this call did."""
    digest = Digest.objects.select_related("user").get(pk=pk)
    return mailing.once(Digest.objects.waiting().filter(pk=pk), "sent_at", lambda: written(digest).send())


def written(digest: Digest) -> EmailMultiAlternatives:
    letter = read(digest.user, digest.week)
    out = _whole(unsubscribing.path(digest.user, EVERYTHING))
    context = {
        "letter": letter, "person": digest.user, "landlord": settings.LANDLORD_NAME, "site": settings.SITE_URL,
        "out": out, "choices": _whole(reverse("kpis:digest")), "all": _whole(reverse("kpis:alerts")),
        "dashboard": _whole(reverse("kpis:dashboard")),
    }  # fmt: skip
    mail = EmailMultiAlternatives(
        letter.subject, render_to_string("kpis/mail/digest.txt", context), to=[digest.user.email],
        headers={"List-Unsubscribe": f"<{out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )  # fmt: skip
    mail.attach_alternative(render_to_string("kpis/mail/digest.html", context), "text/html")
    return mail


def read(user: User, week: dt.date) -> Letter:
    """What is in the letter of this person: four queries."""
    muted = MutedMeasure.objects.codes_of(user)
    wanted = [one for one in IN_ORDER if one.direction != Direction.NEUTRAL and one.code not in muted]
    worse: list[Line] = []
    better: list[Line] = []
    rules = thresholds(week).rules
    found = of_level(Level(user), wanted, Weeks(week + 6 * DAY, HISTORY))
    for one in wanted:
        series = found[one.code]
        chart = series.chart(rules)
        if chart.signals and series.points[-1].last == week:
            signal = chart.signals[0]
            (worse if is_bad(one, signal) else better).append(_line(user, one, chart, signal))
    alerts = Alert.objects.visible_to(user).exclude(measure__in=muted)
    waiting = list(alerts.without_action().select_related("agency", "residence", "team"))
    return Letter(
        week, worse, better, len(wanted) - len(worse) - len(better), waiting[:MOST_ALERTS],
        max(len(waiting) - MOST_ALERTS, 0), _effects(alerts, week),
    )  # fmt: skip


def _effects(alerts, week: dt.date) -> list[AlertAction]:
    """Measured since the former letter."""
    since = timezone.make_aware(dt.datetime.combine(week + 7 * DAY, dt.time(7))) - 7 * DAY
    rows = AlertAction.objects.filter(alert__in=alerts, measured_at__gte=since).order_by("pk")
    return list(rows.select_related("alert__agency", "alert__residence", "alert__team"))


def _line(user: User, measure: Measure, chart: Chart, signal: Signal) -> Line:
    low, usual, high = (shown(Decimal(str(measure.within(one))), measure) for one in chart.bounds[-1])
    value = shown(Decimal(str(chart.points[-1].value)), measure)
    text = (
        f"{measure.name} : {value}{' par semaine' if is_weekly(measure) else ''}, contre {usual} d’habitude"
        f" (entre {low} et {high}), depuis la semaine du {signal.since:%d/%m/%Y}."
    )
    dates = f"periode=dates&du={signal.since:%Y-%m-%d}&au={chart.points[-1].last + 6 * DAY:%Y-%m-%d}"
    address = f"{_whole(reverse('kpis:measure', args=[measure.code]))}?{dates}"
    return Line(measure, text, address, _whole(unsubscribing.path(user, measure.code)))


def _whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
