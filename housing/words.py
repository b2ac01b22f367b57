"""Words as people type them, made comparable: no accents, no case, no punctuation.

`palier_plain` (SQL, migration 0003) frames each word with spaces, so that `LIKE '% lil%'` finds a word by its
start. `plain_words` says the same of what somebody typed; a test holds the two together.
"""

import re
import unicodedata

from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Field, Func, TextField, Value
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o"})
MOST_WORDS = 8


class Plain(Func):
    """The SQL function `palier_plain`."""

    function = "palier_plain"
    output_field = TextField()


class Joined(Func):
    """Columns and words side by side, as an index may hold them (`concat` is not immutable)."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = TextField()


class Lexemes(Func):
    """The words of a text made by `palier_plain`, as an index reads them.

    Cut at spaces, past any parser; only a text that may hold a word too long for an index goes through one,
    which leaves that word out.
    """

    template = (
        "CASE WHEN octet_length(%(expressions)s) <= 2000"
        " THEN array_to_tsvector(array_remove(string_to_array(%(expressions)s, ' '), ''))"
        " ELSE to_tsvector('simple'::regconfig, left(%(expressions)s, 100000)) END"
    )
    output_field: Field = SearchVectorField()


def plain_of(*fields: str) -> Plain:
    """`palier_plain` of some columns, separated by spaces."""
    parts = [part for field in fields for part in (Value(" "), F(field))]
    return Plain(Joined(*parts[1:]))


def bare(text: str) -> str:
    """In small letters, without accents."""
    letters = unicodedata.normalize("NFKD", text.translate(LIGATURES)).lower()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def plain_words(text: str, most: int = MOST_WORDS) -> list[str]:
    """The words of a query, each once, at most `most`."""
    return list(dict.fromkeys(re.findall(r"[a-z0-9]+", bare(text))))[:most]


def starting_with(queryset, field: str, words: list[str]):
    """Rows whose normalised `field` holds, for each word, a word that starts with it."""
    for word in words:
        queryset = queryset.filter(**{f"{field}__contains": f" {word}"})
    return queryset


def highlight(text: str, words: list[str]) -> SafeString:
    """`text` as safe HTML, the beginnings that match a word marked."""
    return mark_safe("".join(_marked(part, words) for part in re.split(r"(\W+)", text)))  # noqa: S308 - escaped


def _marked(part: str, words: list[str]) -> str:
    plain = "".join(plain_words(part))
    zeros = len(plain) - len(plain.lstrip("0"))
    lengths = [len(word) + before for word in words for before in {0, zeros} if plain.startswith(word, before)]
    if not plain or not lengths or len(plain) != len(part):
        return conditional_escape(part)
    cut = max(lengths)
    return f"<mark>{conditional_escape(part[:cut])}</mark>{conditional_escape(part[cut:])}"
