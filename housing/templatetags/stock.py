"""Drawing of the stock. Widths are SVG attributes: our pages allow no inline style."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from config.web.templatetags.icons import lucide

from ..picture import Floor, Stair, floor_title
from ..words import highlight

register = template.Library()


@register.simple_tag
def homes(floor: Floor) -> SafeString:
    """The doors of a floor. Made in Python: a page may hold a thousand, a template loop costs ten times more."""
    return _doors((home, f"Logement {home.name}", home.name) for home in floor.homes)


@register.simple_tag
def house(stair: Stair) -> SafeString:
    """A house: a door that says its address."""
    return _doors((home, stair.address or home.name, stair.address or home.name) for home in stair.homes)


def _doors(found) -> SafeString:
    base = reverse("housing:unit", args=[0]).removesuffix("0/")
    return format_html_join(
        "",
        '<li><a class="home {}" href="{}{}/" title="{}, {}, {}"><b>{}</b> <span>{}</span>'
        '<span class="visually-hidden">, {}</span></a></li>',
        (
            (
                home.state,
                base,
                home.pk,
                title,
                home.typology,
                home.state_label,
                name,
                home.typology,
                home.state_label,
            )
            for home, title, name in found
        ),
    )


ACTS = """<span class="acts d-print-none"><a class="btn btn-icon btn-ghost-secondary" href="{change}"
 aria-label="Modifier {name}">{pencil}</a><form method="post" action="{remove}"
 data-confirm="Retirer « {name} » ? L’historique en garde la trace." data-confirm-yes="Retirer"><input
 type="hidden" name="csrfmiddlewaretoken" value="{token}"><button class="btn btn-icon btn-ghost-secondary"
 type="submit" aria-label="Retirer {name}">{trash}</button></form></span>"""


@register.simple_tag(takes_context=True)
def acts(context, kind: str, row) -> SafeString:
    """Change and remove one row of a panel. In Python too: a residence may hold hundreds of components."""
    return format_html(
        ACTS,
        name=row,
        change=reverse(f"housing:{kind}_change", args=[row.pk]),
        remove=reverse(f"housing:{kind}_delete", args=[row.pk]),
        token=context.get("csrf_token", ""),
        pencil=lucide("pencil", size=16, aria_hidden="true"),
        trash=lucide("trash-2", size=16, aria_hidden="true"),
    )


@register.simple_tag
def energy_bar(energy: dict[str, int]) -> SafeString:
    """How many homes of each class, as a bar; the text beside it says the same."""
    total = sum(energy.values()) or 1
    parts, at = [], 0.0
    for letter, count in energy.items():
        width = 100 * count / total
        if count:
            parts.append((letter or "none", f"{at:.2f}", f"{width:.2f}"))
        at += width
    return format_html(
        '<svg class="energy-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        format_html_join("", '<rect class="fill-{}" x="{}" y="0" width="{}" height="8"/>', parts),
    )


@register.filter
def floor(label: str) -> str:
    return floor_title(label)


@register.filter
def percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}\u202f%" if whole else ""


@register.simple_tag
def legend_home(state: str) -> SafeString:
    return format_html('<span class="home {}" aria-hidden="true"><b>12</b></span>', state)


@register.simple_tag
def marked(text: str, words: list[str]) -> SafeString:
    """`text` with the beginnings that people typed marked."""
    return highlight(str(text), words)
