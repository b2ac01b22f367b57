"""Steps that end on a page of their own: there « Terminer » leads.

An app that serves such a step says where, once, in its `AppConfig.ready`:

    elsewhere.ends_at("order", "approval", order_asking.page_of)   # page_of(task) → a URL, or nothing
"""

from collections.abc import Callable

from .models import Task

_pages: dict[tuple[str, str], Callable[[Task], str]] = {}


def ends_at(process: str, step: str, page: Callable[[Task], str]) -> None:
    """The same step again replaces (a reload registers twice)."""
    _pages[process, step] = page


def page_of(task: Task) -> str:
    """Where this task is ended; empty when its own form does."""
    page = _pages.get((task.process_id, task.step))
    return page(task) if page else ""
