"""Lists: sort order and page, both in the URL (`tri`, `page`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

PER_PAGE = 30


@dataclass
class Sorting:
    """The columns a list may be sorted by, and the one in force. `columns` maps a URL word to ORM fields."""

    columns: Mapping[str, Sequence[str]]
    current: str

    @classmethod
    def read(cls, request, columns: Mapping[str, Sequence[str]], default: str) -> "Sorting":
        """`?tri=nom` or `?tri=-nom`; an unknown word falls back to the default."""
        asked = request.GET.get("tri", default)
        return cls(columns, asked if asked.removeprefix("-") in columns else default)

    @property
    def name(self) -> str:
        return self.current.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.current.startswith("-")

    def apply(self, queryset):
        """Order by the column, then by primary key: always a total order."""
        fields = [_flip(field) if self.descending else field for field in self.columns[self.name]]
        return queryset.order_by(*fields, "pk")


def _flip(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def paginate(queryset, request, per_page: int = PER_PAGE) -> Page:
    """The page asked for; a wrong number gives the nearest one."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))
