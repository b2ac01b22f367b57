"""Panels: what an app shows on the page of a place it does not own.

The page of a residence or of a home is drawn here, in the lowest app. An app above adds to it from its
`AppConfig.ready`, so that nothing here knows it:

    from housing.panels import Panel, register

    register(Residence, Panel(
        key="requests", title="Demandes en cours", template="requests_app/_residence_panel.html",
        read=open_requests, order=15, roles=frozenset({Role.CARETAKER}),
    ))

`read(place, request)` gives what the template calls `data`, or None when there is nothing worth a panel. It
reads through `visible_to(request.user)` and makes at most one query: a page has a budget of twelve for
everything, whatever its number of homes. All twelve are taken: a panel more says what it needs in `beside(user)`,
expressions that the query of the place itself carries (`with_panels`), and finds them on the place it is given.
The template draws the inside of a card whose title is already there.

`order` of ours: alerts 10, picture 20, plan 30, components 40, equipment 50, documents 60, references 70.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from teams.roles import Role


@dataclass(frozen=True)
class Panel:
    key: str
    title: str
    template: str
    read: Callable[[Any, Any], dict | None]
    order: int = 100
    roles: frozenset[Role] = field(default_factory=frozenset)
    wide: bool = False
    beside: Callable[[Any], dict[str, Any]] | None = None

    def open_to(self, user) -> bool:
        return not self.roles or user.has_role(*self.roles)


@dataclass(frozen=True)
class Drawn:
    """A panel with what it read, ready for the page."""

    panel: Panel
    data: dict


_panels: dict[type, dict[str, Panel]] = {}


def register(model: type, panel: Panel) -> None:
    """Show `panel` on the page of each `model`; the same key replaces (a reload registers twice)."""
    _panels.setdefault(model, {})[panel.key] = panel


def unregister(model: type, key: str) -> None:
    _panels.get(model, {}).pop(key, None)


def with_panels(places, user):
    """The query of places, with what the panels this person may see read along."""
    for panel in _panels.get(places.model, {}).values():
        if panel.beside and panel.open_to(user):
            places = places.annotate(**panel.beside(user))
    return places


def draw(place, request) -> list[Drawn]:
    """The panels this person may see of this place, in order."""
    known = sorted(_panels.get(type(place), {}).values(), key=lambda panel: (panel.order, panel.key))
    read = [(panel, panel.read(place, request)) for panel in known if panel.open_to(request.user)]
    return [Drawn(panel, data) for panel, data in read if data is not None]
