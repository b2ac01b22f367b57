"""An import's report (`StockImport.report`, written by `housing.rpls`) in the words of the trade."""

import datetime as dt

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField
from django.utils.formats import date_format
from django.utils.functional import cached_property

from .models import StockImport, Unit
from .rpls.layout import LABELS


class Report:
    def __init__(self, stock_import: StockImport):
        self.stock_import = stock_import
        self._told = stock_import.report

    @property
    def layout(self) -> str:
        return LABELS.get(self.stock_import.layout, self.stock_import.layout)

    @property
    def warnings(self) -> list[str]:
        return self._told.get("warnings", [])

    @property
    def grouping(self) -> dict:
        return self._told.get("grouping", {})

    @property
    def new(self) -> list[dict]:
        return self._told.get("new_sample", [])

    @property
    def gone(self) -> list[dict]:
        return self._told.get("gone_sample", [])

    @property
    def returned(self) -> int:
        return self._told.get("returned", 0)

    @property
    def kept_corrections(self) -> int:
        return self._told.get("kept_corrections", 0)

    @property
    def nothing_changes(self) -> bool:
        told = self.stock_import
        return not (told.created or told.changed or told.gone)

    @cached_property
    def changed_fields(self) -> list[tuple[str, int]]:
        """How many homes change, field by field, the most frequent first."""
        counts = self._told.get("changed_fields", {})
        return sorted(((_label(name), count) for name, count in counts.items()), key=lambda row: (-row[1], row[0]))

    @cached_property
    def changed(self) -> list[dict]:
        """Some of the homes that change: each field's old and new value, readable."""
        return [
            {
                **home,
                "fields": [
                    (_label(name), *(_value(name, told) for told in pair)) for name, pair in home["fields"].items()
                ],
            }
            for home in self._told.get("changed_sample", [])
        ]


def _label(name: str) -> str:
    try:
        return str(Unit._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name


def _value(name: str, told: str) -> str:
    """« Loué » for « 1 », « oui » for « true », « 01/04/2015 » for a date; else the text itself."""
    try:
        field = Unit._meta.get_field(name)
    except FieldDoesNotExist:
        return told
    if isinstance(field, DateField) and told:
        return date_format(dt.date.fromisoformat(told), "SHORT_DATE_FORMAT")
    choices = dict(getattr(field, "flatchoices", []))
    return str(choices.get(told) or {"true": "oui", "false": "non"}.get(told, told))
