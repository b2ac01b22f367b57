"""Template tags and filters of every screen (built in: no `load` needed)."""

import re
from decimal import ROUND_FLOOR, Decimal

from django import template
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

NO_BREAK = "\u202f"


@register.filter
def euros(amount: Decimal | None) -> str:
    """« 1 234,50 € », cents only when there are some; empty for None."""
    if amount is None:
        return ""
    whole = Decimal(amount).quantize(Decimal("0.01"))
    text = f"{whole:,.2f}" if whole % 1 else f"{whole:,.0f}"
    return f"{text.replace(',', NO_BREAK).replace('.', ',')}{NO_BREAK}€"


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context, name: str, label: str, css: str = ""):
    """A `<th>` that sorts the list by `name`; the view gives `sorting` (config.web.lists.Sorting)."""
    sorting = context["sorting"]
    here = sorting.name == name
    return {
        "request": context["request"],
        "label": label,
        "css": css,
        "order": ("descending" if sorting.descending else "ascending") if here else "none",
        "next": f"-{name}" if here and not sorting.descending else name,
    }


@register.simple_tag(takes_context=True)
def nav_current(context, *prefixes: str) -> bool:
    """True when the page's path starts with one of `prefixes`."""
    return context["request"].path.startswith(prefixes)


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*steps, here):
    """Where the page is: `label address label address … here=`. An address may be a route's name."""
    told = zip(steps[::2], steps[1::2], strict=True)
    return {"ancestors": [(label, reverse(to) if ":" in to else to) for label, to in told], "here": here}


@register.filter
def breakable(text) -> SafeString:
    """A long address or file name that may break after its signs, never within a word."""
    parts = re.findall(r"[^@._-]*[@._-]+|[^@._-]+", str(text))
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in parts))


@register.filter
def share(value) -> str:
    """« 98,9 % », one decimal, rounded down: 100 only when it is whole."""
    text = f"{Decimal(value).quantize(Decimal('0.1'), ROUND_FLOOR)}"
    return f"{text.replace('.', ',')}{NO_BREAK}%"


@register.filter
def page_range(paginator, number: int):
    """1 2 … 7 8 9 … 40: the pages worth a link around `number`."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
