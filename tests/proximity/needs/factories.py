import itertools

from housing.models import ComponentKind
from proximity.models import Finding
from tests.housing.factories import ComponentKindFactory

numbers = itertools.count(1)


def a_kind(code="windows", label="Menuiseries", **values) -> ComponentKind:
    return ComponentKindFactory(code=code, label=label, **values)


def guard_rails() -> ComponentKind:
    """A component of safety."""
    return a_kind("railings", "Garde-corps d’essai", safety=True)


def a_finding(place, *, by, kind=None, **values) -> Finding:
    """Worn windows of a building (or of a whole residence), seen by somebody on site."""
    building = place if place._meta.model_name == "building" else None
    known = {
        "residence": building.residence if building else place, "building": building, "kind": kind or a_kind(),
        "label": f"Défaut {next(numbers)}", "by": by, **values,
    }  # fmt: skip
    return Finding.objects.create(**known)
