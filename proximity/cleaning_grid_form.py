"""The next version of the grid, zone by zone; one zone more may be added each time."""

from typing import Any

from django import forms
from django.utils import timezone

from coordination import clock
from coordination.forms import ActForm

from .cleaning_forms import day
from .models import CleaningGrid
from .models.cleaning_grid import ZoneSaid

KNOCK_OUT = "!"
NAMES = ("label", "weight", "front", "often", "points")


class GridForm(ActForm):
    """Each line of `points` is one; a « ! » before it makes the whole check fail when it is not clean at all."""

    valid_from = day("En vigueur à partir du")
    basis = forms.CharField(label="Pourquoi, d’après quoi", max_length=300)

    def __init__(self, *args, grid: CleaningGrid | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = timezone.localdate() + clock.DAY
        zones = list(grid.zones.all()) if grid else []
        self.count = len(zones) + 1
        for rank in range(self.count):
            self._ask(rank, zones[rank] if rank < len(zones) else None)

    def _ask(self, rank: int, zone) -> None:
        lines = [f"{KNOCK_OUT * item.knock_out}{item}" for item in zone.items.all()] if zone else []
        self.fields |= {
            f"label_{rank}": forms.CharField(
                label=f"Zone {rank + 1}", max_length=80, required=False, initial=zone and zone.label
            ),
            f"weight_{rank}": forms.IntegerField(
                label="Poids", min_value=1, max_value=100, required=False, initial=zone and zone.weight
            ),
            f"front_{rank}": forms.BooleanField(
                label="Reprise rapide", required=False, initial=bool(zone and zone.front)
            ),
            f"often_{rank}": forms.CharField(
                label="Fréquence", max_length=60, required=False, initial=zone and zone.usual_frequency
            ),
            f"points_{rank}": forms.CharField(
                label="Points", required=False, initial="\n".join(lines),
                widget=forms.Textarea(attrs={"rows": max(4, len(lines))}),
            ),
        }  # fmt: skip

    @property
    def rows(self) -> list[list]:
        return [[self[f"{name}_{rank}"] for name in NAMES] for rank in range(self.count)]

    def clean(self):
        data = super().clean() or {}
        for rank in range(self.count):
            if data.get(f"label_{rank}"):
                for name, why in (("weight", "Donnez son poids."), ("points", "Écrivez au moins un point.")):
                    if not data.get(f"{name}_{rank}") and f"{name}_{rank}" not in self.errors:
                        self.add_error(f"{name}_{rank}", why)
        return data

    @property
    def zones(self) -> list[ZoneSaid]:
        data: dict[str, Any] = self.cleaned_data
        return [
            ZoneSaid(
                data[f"label_{rank}"], data[f"weight_{rank}"], data[f"front_{rank}"], data[f"often_{rank}"],
                [(line.strip().removeprefix(KNOCK_OUT).strip(), line.strip().startswith(KNOCK_OUT))
                 for line in data[f"points_{rank}"].splitlines() if line.strip(f" {KNOCK_OUT}")],
            )
            for rank in range(self.count) if data[f"label_{rank}"]
        ]  # fmt: skip
