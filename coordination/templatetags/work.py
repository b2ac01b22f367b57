"""Time as people say it: « en retard de 2 j », « demain 10:00 », « 3 h ouvrées »."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from config.web.templatetags.icons import lucide

from ..clock import DAY, PARIS, TICK, Unit

register = template.Library()


@register.simple_tag
def due(at: dt.datetime | None, now: dt.datetime) -> SafeString:
    """When something must be done, its tone told by words and an icon."""
    if at is None:
        return format_html('<span class="due due-none">{}</span>', "sans échéance")
    late, told = at <= now, in_words(at, now)
    soon = not late and at - now < dt.timedelta(hours=4)
    tone, icon = ("late", "alarm-clock") if late else ("soon", "clock-alert") if soon else ("later", "clock")
    exact = date_format(at.astimezone(PARIS), "l j F Y H:i")
    drawn = lucide(icon, size=16, aria_hidden="true")
    return format_html('<span class="due due-{}" title="{}">{} {}</span>', tone, exact, drawn, told)


def in_words(at: dt.datetime, now: dt.datetime) -> str:
    if at <= now:
        return f"en retard de {lasting(now - at)}"
    local = at.astimezone(PARIS)
    ends_day = local.time() == dt.time()
    day = (local - TICK).date() if ends_day else local.date()
    hour = "" if ends_day else f" {local:%H:%M}"
    ahead = (day - now.astimezone(PARIS).date()).days
    if ahead < 2:
        return ("aujourd’hui", "demain")[max(ahead, 0)] + hour
    return date_format(day, "D j b") + hour if ahead < 7 else date_format(day, "d/m/Y")


def lasting(span: dt.timedelta) -> str:
    """« 25 min », « 3 h », « 2 j »."""
    if span < dt.timedelta(hours=1):
        return f"{max(int(span.total_seconds() // 60), 1)} min"
    return f"{int(span.total_seconds() // 3600)} h" if span < 2 * DAY else f"{span.days} j"


@register.simple_tag
def for_how_long(span: dt.timedelta | None) -> str:
    """« 3 h », « 2 j », day and night."""
    return lasting(span) if span else ""


@register.simple_tag
def since(at: dt.datetime, now: dt.datetime) -> str:
    return lasting(now - at)


@register.simple_tag
def waited(span: dt.timedelta, unit: str) -> str:
    """Time on a team's clock: opening hours, unless the clock runs day and night."""
    if unit in (Unit.HOURS, Unit.DAYS):
        return lasting(span)
    hours = int(span.total_seconds() // 3600)
    return f"{hours} h ouvrées" if hours else f"{max(int(span.total_seconds() // 60), 1)} min ouvrées"


@register.simple_tag
def told_day(day: dt.date | None, today: dt.date | None = None) -> SafeString | str:
    """A promised day; one that is over says so."""
    if day is None:
        return ""
    if day < (today or timezone.localdate()):
        icon = lucide("alarm-clock", size=16, aria_hidden="true")
        return format_html('<span class="due due-late">{} {} (dépassée)</span>', icon, f"{day:%d/%m/%Y}")
    return f"{day:%d/%m/%Y}"
