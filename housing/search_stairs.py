"""Staircases that hold words, at any size of stock: the part of the search that reads the index of words."""

from django.db import connection
from django.db.models import BooleanField

from .models import Staircase
from .words import Lexemes

CANDIDATES = 40
ENOUGH = 8
"""So many places that hold the words as typed: what only begins like them is not looked for."""
HEAD = 1500
FEW = HEAD // 30
"""Of the first rows: a word that no more hold is rare enough to be read alone in the index."""


class HoldsWhole(Lexemes):
    """The place holds all the words `typed`, whole (`Stairs`)."""

    template = "(%s) @@ (SELECT string_agg(word, ' & ')::tsquery FROM typed)" % Lexemes.template  # noqa: S608, UP031
    output_field = BooleanField()


class HoldsRarest(Lexemes):
    """The place holds, by their beginning, the words of `rarest` (`Stairs`)."""

    template = "(%s) @@ (SELECT string_agg(term, ' & ')::tsquery FROM rarest)" % Lexemes.template  # noqa: S608, UP031
    output_field = BooleanField()


RAREST = f"""
SELECT term FROM (
    SELECT term, row_number() OVER (ORDER BY held, length(word) DESC) AS rank, min(held) OVER () AS least
    FROM typed, LATERAL (SELECT word ~ '^[0-9]+$' AND (%s OR EXISTS (SELECT FROM sure))) AS told (whole),
        LATERAL (SELECT CASE WHEN whole THEN word || ' ' ELSE word END,
            CASE WHEN whole THEN word ELSE word || ':*' END) AS said (start, term),
        LATERAL (SELECT count(*) AS held FROM head WHERE search_text LIKE '%% ' || start || '%%') counted
) ranked
WHERE rank = 1 OR rank = 2 AND least > {FEW}
"""  # noqa: S608
"""A number is looked for whole as soon as a place answers to it: « 12 » is not the beginning of « 120 »."""


class Stairs:
    """The staircases that one person may see, asked several times in one search."""

    def __init__(self, user):
        self.user = user
        mine = Staircase.objects.visible_to(user).order_by().values("pk", "search_text")
        self.head = mine[:HEAD].query.sql_with_params()
        self.same = mine.filter(HoldsWhole("search_text")).query.sql_with_params()
        self.begun = mine.filter(HoldsRarest("search_text")).query.sql_with_params()

    def holding(self, words: list[str], enough: int = ENOUGH, whole: bool = False) -> list[int]:
        """Some staircases that hold all these words; all of them when they are fewer than `enough`.

        Words that everything holds (« rue ») are answered by the first rows of the table; else the index is read
        for the words as they are, which is quick whatever they are; only then for what begins like them (never
        numbers when `whole`), and there for the one or two that the first rows hold least: what each house of a
        town says is long to list, quick to check.
        """
        wanted = " AND ".join(["search_text LIKE %s"] * len(words))
        likes = [f"% {word}%" for word in words]
        sql = f"""
            WITH typed AS (SELECT word FROM unnest(%s::text[]) word),
            head AS MATERIALIZED ({self.head[0]}),
            near AS MATERIALIZED (SELECT pk FROM head WHERE {wanted} LIMIT {CANDIDATES}),
            same AS MATERIALIZED (
                SELECT pk FROM ({self.same[0]}) same
                WHERE (SELECT count(*) FROM near) < {CANDIDATES} LIMIT {CANDIDATES}
            ),
            sure AS MATERIALIZED (SELECT pk FROM near UNION SELECT pk FROM same),
            rarest AS ({RAREST})
            SELECT pk FROM sure
            UNION ALL
            (SELECT pk FROM ({self.begun[0]}) begun
                WHERE (SELECT count(*) FROM sure) < {enough} AND {wanted} LIMIT {CANDIDATES})
        """  # noqa: S608 - what people typed goes as parameters
        told = [words, *self.head[1], *likes, *self.same[1], whole, *self.begun[1], *likes]
        with connection.cursor() as cursor:
            cursor.execute(sql, told)
            return list(dict.fromkeys(row[0] for row in cursor.fetchall()))[:CANDIDATES]
