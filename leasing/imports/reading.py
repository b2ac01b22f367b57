"""Lines of a file, read as a stream: their cells as typed values, and what is wrong with them."""

from collections.abc import Iterator

from config.web.tables import Line, Unreadable, stream_table
from housing.words import plain_words

from .columns import COLUMNS, TITLES, Wrong

SEPARATOR = "\x1f"
"""Between the cells of a line kept as it came."""
Staged = list[str | None]


def plain(title: str) -> str:
    return " ".join(plain_words(title))


def open_lines(file) -> tuple[dict[int, int], Iterator[Line]]:
    """(rank of a known column → where it is in the file, lines). Unreadable when needed columns are missing."""
    header, lines = stream_table(file)
    places = {plain(title): at for at, title in reversed(list(enumerate(header)))}
    titles = {rank: plain(column.title) for rank, column in enumerate(COLUMNS)}
    known = {rank: places[title] for rank, title in titles.items() if title in places}
    found = {COLUMNS[rank].key for rank in known}
    missing = [column.title for column in COLUMNS if column.needed and column.key not in found]
    if not found & {"unit_ref", "rpls_id"}:
        missing.append(TITLES["unit_ref"])
    if missing:
        raise Unreadable(f"Colonnes absentes de la première ligne : {', '.join(missing)}. Partez du modèle.")
    return known, lines


def staged(known: dict[int, int], lines: Iterator[Line]) -> Iterator[Staged]:
    """[line number, cells as they came, what is wrong, then the value of each column]."""
    places = [known.get(rank) for rank in range(len(COLUMNS))]
    for number, row in lines:
        cells = [row[at] if at is not None and at < len(row) else "" for at in places]
        values: Staged = []
        wrong = []
        for column, cell in zip(COLUMNS, cells, strict=True):
            value: str | None = None
            if cell:
                try:
                    value = column.read(cell)
                except Wrong as reason:
                    wrong.append(f"{column.title} : {reason}")
            elif column.needed:
                wrong.append(f"{column.title} : à remplir")
            values.append(value)
        yield [str(number), SEPARATOR.join(cells), " ; ".join(wrong) or None, *values]
