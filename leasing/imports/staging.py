"""The file in temporary tables.

li_line     every line: number, cells as they came, what is wrong, one typed value per column
li_problem  (n, reason): a line with one is refused
li_home     n → the home it names (`homes`: how many answer)
li_known    n → the lease that bears its number, and the day on which its amounts are compared
li_person   the people of each line: what is said of them, who they are
li_amount   what each line says is due each month
"""

from collections.abc import Callable, Iterator

from django.db import connection, transaction

from .columns import COLUMNS
from .reading import Staged

TABLES = ("line", "problem", "home", "known", "person", "amount", "changed")
REPORTED_EVERY = 2_000


def run(sql: str, params: dict | None = None) -> int:
    """Execute one statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def rows(sql: str, params: dict | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def prepare() -> None:
    run("SET LOCAL work_mem = '128MB'; SET LOCAL statement_timeout = 0")
    run("".join(f"DROP TABLE IF EXISTS pg_temp.li_{name};" for name in TABLES))


def load(lines: Iterator[Staged], tell: Callable[[int], None]) -> int:
    """COPY the lines; how many."""
    columns = ", ".join(f"{column.key} {column.sql}" for column in COLUMNS)
    run(f"CREATE TEMP TABLE li_line (n int, raw text, wrong text, {columns}) ON COMMIT DROP")
    run("CREATE TEMP TABLE li_problem (n int, reason text) ON COMMIT DROP")
    count = 0
    names = ", ".join(column.key for column in COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY li_line (n, raw, wrong, {names}) FROM STDIN") as copy:
        for line in lines:
            copy.write_row(line)
            count += 1
            if not count % REPORTED_EVERY:
                tell(count)
    run("INSERT INTO li_problem SELECT n, wrong FROM li_line WHERE wrong IS NOT NULL; ANALYZE li_line")
    return count


@transaction.atomic
def refuse(selection: str, params: dict | None = None) -> int:
    """Refuse lines: `selection` gives their number and the reason. How many."""
    return run(f"INSERT INTO li_problem (n, reason) {selection}", params)


GOOD = "NOT EXISTS (SELECT FROM li_problem problem WHERE problem.n = line.n)"
"""SQL: nothing is wrong with `line`, so far."""
