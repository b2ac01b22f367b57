"""The asset plan as a table: natures in rows, ten years in columns, what lies before and after beside them."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.http import QueryDict

from .models import PlannedWork

SPAN = 10
FIRST, LAST = 2000, 2100


@dataclass
class Cell:
    """A number of works and their amount, with the words of the URL that list them."""

    query: dict
    count: int = 0
    amount: Decimal = Decimal(0)
    unpriced: int = 0
    url: str = ""

    @property
    def thousands(self) -> Decimal:
        """Thousands of euros, half rounded up; the exact amount is in `amount`."""
        return (self.amount / 1000).quantize(Decimal(1), ROUND_HALF_UP)

    def add(self, row: dict) -> None:
        self.count += row["count"]
        self.amount += row["amount"]
        self.unpriced += row["unpriced"]


@dataclass(frozen=True)
class Column:
    label: str
    first: int
    last: int

    def holds(self, year: int) -> bool:
        return self.first <= year <= self.last


@dataclass
class Line:
    label: str
    code: str
    cells: list[Cell]
    total: Cell


@dataclass
class Matrix:
    columns: list[Column]
    lines: list[Line]
    totals: Line
    years: list[Column] = field(default_factory=list)

    def link(self, params: QueryDict, path: str) -> None:
        """Give every number the address of the list it counts: the filters in force, narrowed to the cell."""
        for line in (*self.lines, self.totals):
            for cell in (*line.cells, line.total):
                query = params.copy()
                for word in ("page", "tri"):
                    query.pop(word, None)
                for word, value in cell.query.items():
                    query[word] = value
                cell.url = f"{path}?{query.urlencode()}"

    @property
    def chart(self) -> dict:
        """The years of the matrix, one series per nature (whole euros)."""
        at = [self.columns.index(column) for column in self.years]
        return {
            "labels": [column.label for column in self.years],
            "urls": [self.totals.cells[index].url for index in at],
            "series": [
                {"label": line.label, "data": [round(float(line.cells[index].amount), 2) for index in at]}
                for line in self.lines
            ],
        }


def matrix(works, today_year: int, first: int | None = None, last: int | None = None) -> Matrix:
    """Sum `works` (any PlannedWork queryset). The years shown start at `first`, else this year."""
    start = max(FIRST, min(first or today_year, last or LAST, LAST))
    end = min(max(start, last or LAST), start + SPAN - 1, LAST)
    rows = list(works.by_year_and_nature())
    years = [Column(str(year), year, year) for year in range(start, end + 1)]
    columns = list(years)
    if any(row["year"] < start for row in rows):
        columns.insert(0, Column(f"Avant {start}", FIRST, start - 1))
    if any(row["year"] > end for row in rows):
        columns.append(Column(f"Après {end}", end + 1, last or LAST))
    present = {row["nature"] for row in rows}
    lines = [
        _line(columns, nature.label, nature.value) for nature in PlannedWork.Nature if nature.value in present
    ]
    totals = _line(columns, "Total", "")
    for row in rows:
        line = next(line for line in lines if line.code == row["nature"])
        index = next(at for at, column in enumerate(columns) if column.holds(row["year"]))
        for cell in (line.cells[index], line.total, totals.cells[index], totals.total):
            cell.add(row)
    return Matrix(columns, lines, totals, years)


def _line(columns: list[Column], label: str, code: str) -> Line:
    nature = {"nature": code} if code else {}
    cells = [Cell({"de": column.first, "a": column.last, **nature}) for column in columns]
    return Line(label, code, cells, Cell(nature))
