"""What an app above shows on the page of a case: registered from its `AppConfig.ready`, as `housing.panels` does.

    register(Panel(key="thread", title="Messages", template="messaging/_thread.html", read=thread, order=30))

`read(case, request)` gives what the template calls `data`, or None when there is nothing to show. It reads through
`visible_to(request.user)`, at most two queries. `processes` narrows a panel to the cases of some processes; `wide`
puts it in the main column, under the header; the others stand in the side column.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from housing.panels import Drawn
from teams.roles import Role


@dataclass(frozen=True)
class Panel:
    key: str
    title: str
    template: str
    read: Callable[[Any, Any], dict | None]
    order: int = 100
    processes: frozenset[str] = field(default_factory=frozenset)
    roles: frozenset[Role] = field(default_factory=frozenset)
    wide: bool = False

    def is_for(self, case, user) -> bool:
        about = not self.processes or case.process_id in self.processes
        return about and (not self.roles or user.has_role(*self.roles))


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Show `panel` on the page of cases; the same key replaces (a reload registers twice)."""
    _panels[panel.key] = panel


def unregister(key: str) -> None:
    _panels.pop(key, None)


def draw(case, request) -> list[Drawn]:
    """The panels this person may see of this case, in order."""
    known = sorted(_panels.values(), key=lambda panel: (panel.order, panel.key))
    read = [(panel, panel.read(case, request)) for panel in known if panel.is_for(case, request.user)]
    return [Drawn(panel, data) for panel, data in read if data is not None]  # type: ignore[arg-type]
