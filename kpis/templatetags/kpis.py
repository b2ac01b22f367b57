"""Figures in words, and small curves. Drawn by attributes of SVG: our pages allow no inline style."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..measures import Measure, Unit

register = template.Library()
WIDTH, HEIGHT = 120, 28
SHORT = {Unit.HOURS: "h", Unit.PER_HUNDRED: "pour\u00a0100", Unit.POINTS: "/\u00a0100"}
THIN, HARD = "\u202f", "\u00a0"


@register.filter
def shown(value: Decimal | None, measure: Measure) -> str:
    """« 32,5 jours », « 88 »; a dash when there is nothing to divide by."""
    if value is None:
        return "–"
    number = f"{value:,.{measure.decimals}f}".replace(",", THIN).replace(".", ",")
    if measure.unit == Unit.FILES:
        return number
    gap = " " if measure.unit == Unit.PER_HUNDRED else HARD  # long: a narrow column may break there
    return f"{number}{gap}{SHORT.get(measure.unit, measure.unit.label)}"


@register.filter
def signed(value: Decimal | None, measure: Measure) -> str:
    """« + 3,2 jours »."""
    if value is None:
        return ""
    return f"{'+' if value > 0 else '−' if value < 0 else '='}{HARD}{shown(abs(value), measure)}"


@register.simple_tag
def spark(trend) -> SafeString | str:
    """The curve of the weeks, for the eye only: the page of the measure has the table. Dashed into a week that is
    no whole one."""
    known = [(place, float(week.value)) for place, week in enumerate(trend) if week.value is not None]
    if len(known) < 2:
        return "–"
    values = [value for _, value in known]
    low, span = min(values), (max(values) - min(values)) or 1
    step = WIDTH / max(len(trend) - 1, 1)
    points = [
        f"{place * step:.1f},{HEIGHT - 3 - (value - low) / span * (HEIGHT - 6):.1f}" for place, value in known
    ]
    whole = points[:-1] if trend[known[-1][0]].cut else points
    return format_html(
        '<svg class="spark" width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false"'
        ' fill="none" stroke="currentColor" stroke-width="1.5">'
        '<polyline points="{}"/><polyline points="{}" stroke-dasharray="2 2"/></svg>',
        WIDTH, HEIGHT, WIDTH, HEIGHT, " ".join(whole), " ".join(points[len(whole) - 1 :]),
    )  # fmt: skip
