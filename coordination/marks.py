"""What other apps have to say of a case in a list: « réponse à lire », « photo reçue ».

An app above registers from its `AppConfig.ready`; `read(case_ids)` gives those of them that bear the mark, in one
query for the whole list:

    register(Mark("unread", "Réponse à lire", "message-square-dot", unread_cases))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    key: str
    label: str
    icon: str
    read: Callable[[Iterable[int]], set[int]]


_marks: dict[str, Mark] = {}


def register(mark: Mark) -> None:
    """The same key replaces (a reload registers twice)."""
    _marks[mark.key] = mark


def marks_of(case_ids: Iterable[int]) -> dict[int, list[Mark]]:
    """The marks of each case that has some."""
    ids = list(case_ids)
    found: dict[int, list[Mark]] = {}
    for mark in _marks.values():
        for pk in mark.read(ids) if ids else ():
            found.setdefault(pk, []).append(mark)
    return found
