"""First nomenclature of requests (domain.md §3.2, §6.1, §6.2): proposals, then the landlord's own data."""

from .categories import CATEGORIES
from .repairs import REPAIRS
from .signs import SIGNS


def seed(apps) -> None:
    """Write what is not there yet; what people changed since stays theirs. For the migration and for tests."""
    item, kind, category, sign = (
        apps.get_model(*name.split("."))
        for name in (
            "requests_app.RepairItem", "housing.ComponentKind", "requests_app.Category", "requests_app.UrgencySign"
        )
    )  # fmt: skip
    known = {one.code: one for one in item.objects.all()}
    item.objects.bulk_create(item(**row) for row in REPAIRS if row["code"] not in known)
    items = {one.code: one for one in item.objects.all()}
    kinds = {one.code: one for one in kind.objects.all()}
    there = set(category.objects.values_list("code", flat=True))
    labels = set(category.objects.values_list("family", "label"))
    category.objects.bulk_create(
        category(**{**row, "item": items.get(row["item"]), "kind": kinds.get(row["kind"])})
        for row in CATEGORIES
        if row["code"] not in there and (row["family"], row["label"]) not in labels
    )
    categories = {one.code: one for one in category.objects.all()}
    told = set(sign.objects.values_list("category__code", "label"))
    sign.objects.bulk_create(
        sign(**{**row, "category": categories[row["category"]]})
        for row in SIGNS
        if row["category"] in categories and (row["category"], row["label"]) not in told
    )
