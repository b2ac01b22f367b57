"""What a request seems to be about, and how urgent it looks. Suggestions only: a person confirms each of them.

Pure functions: they ask the database nothing, and say why in French.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coordination.models import Priority
from housing.words import plain_words

from .models import Category, UrgencySign

MOST_READ = 200
"""Words of a description that are read."""
WHOLE = 3
"""So short a beginning is a whole word, or its plural: « gaz » is not « gazon »."""
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
ANSWERED = frozenset({"A1", "A2", "Q1"})
"""Families one answers in writing: care makes them no more urgent."""


def read(text: str) -> list[str]:
    """The words somebody typed, without accents or case."""
    return plain_words(text, MOST_READ)


def says(entry: str, words: Iterable[str]) -> bool:
    """Whether all the beginnings of an entry (« fuite eau ») are among these words, in any order."""
    return all(any(_begins(word, start) for word in words) for start in plain_words(entry))


def _begins(word: str, start: str) -> bool:
    if len(start) <= WHOLE:
        return word in (start, f"{start}s", f"{start}x")
    return word.startswith(start)


# --- What it is about


@dataclass(frozen=True)
class Suggestion:
    category: Category
    weight: int
    matched: tuple[str, ...]


def suggest(text: str, categories: Iterable[Category], zone: str = "", most: int = 4) -> list[Suggestion]:
    """The categories these words make likely, the likeliest first; those of another zone come last."""
    words = read(text)
    found = []
    for category in categories:
        matched = tuple(entry for entry in category.words if says(entry, words))
        if matched:
            found.append(Suggestion(category, _weight(matched, category, zone), matched))
    return sorted(found, key=lambda one: (-one.weight, one.category.position, one.category.pk or 0))[:most]


def _weight(matched: Sequence[str], category: Category, zone: str) -> int:
    """Several words that go together say more than as many apart."""
    told = sum(len(plain_words(entry)) ** 2 * 2 for entry in matched)
    return told if not zone or zone in category.zones else told // 3


# --- How urgent it looks


@dataclass(frozen=True)
class Urgency:
    """`heard`: signs that the words speak of and nobody ticked; they count, and wait for a tick."""

    priority: int
    reasons: list[str] = field(default_factory=list)
    heard: list[UrgencySign] = field(default_factory=list)

    @property
    def label(self) -> str:
        return Priority(self.priority).label


def urgency(
    category: Category, signs: Iterable[UrgencySign] = (), *, ticked: Iterable[int] = (), text: str = "",
    month: int, needs_care: bool = False,
) -> Urgency:  # fmt: skip
    """How urgent a request of this category looks. `signs`: those of the category; `ticked`: their keys.

    The most urgent sign that is ticked and in season says it, even where it makes it less urgent than usual; one
    that only the words speak of can make it more urgent, never less. Somebody to take care of: one level, never
    up to an emergency.
    """
    words, chosen = read(text), set(ticked)
    usual = int(category.priority)
    now = [sign for sign in signs if sign.counts_in(month)]
    told = [sign for sign in now if sign.pk in chosen]
    heard = [
        sign for sign in now if sign.pk not in chosen and any(says(entry, words) for entry in sign.words)
    ]  # fmt: skip
    reasons = [f"« {category.label} » : {_level(usual)} d’habitude."]
    reasons += [f"« {sign.label} » ne compte que {_season(sign)}." for sign in signs
                if sign.pk in chosen and not sign.counts_in(month)]  # fmt: skip
    level = min((int(sign.priority) for sign in told), default=usual)
    reasons += [f"« {sign.label} » : {_level(sign.priority)}." for sign in told]
    for sign in heard:
        if sign.priority < level:
            reasons.append(f"« {sign.label} », d’après les mots saisis : {_level(sign.priority)}. À vérifier.")
    level = min([level, *(int(sign.priority) for sign in heard)])
    if needs_care and level > Priority.URGENT and category.family not in ANSWERED:
        level -= 1
        reasons.append("Personne à ménager : un niveau de plus.")
    return Urgency(level, reasons, heard)


def _level(priority: int) -> str:
    return Priority(priority).label.partition(" ")[0]


def _season(sign: UrgencySign) -> str:
    first, last = MONTHS[(sign.from_month or 1) - 1], MONTHS[(sign.to_month or 12) - 1]
    return f"{'d’' if first[0] in 'ao' else 'de '}{first} à {last}"
