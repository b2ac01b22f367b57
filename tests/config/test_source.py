"""What the sources may not hold: a view that goes round the perimeters, a page the strict CSP would break."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ["kpis", "requests_app", "leasing", "proximity", "messaging", "coordination", "housing", "teams", "config"]
VIEWS = sorted(
    path for app in APPS for pattern in ("views.py", "views/*.py") for path in (ROOT / app).glob(pattern)
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

# Reference tables hold nobody's data: everyone may read them.
REFERENCE = {
    "ComponentKind", "ComponentLifetime", "QualityAge", "Landlord", "Parameter", "Process", "Responsibility",
    "ResponsibilityMatrix", "ServiceLevel", "Category", "UrgencySign", "RepairItem", "ItemCover",
    "Checklist", "ChecklistItem", "CheckKind", "CleaningGrid", "CheckRule", "WearGrid", "Scale", "Watch",
}  # fmt: skip
# The name of who confirmed an import, for whoever sees the import.
ELSEWHERE = {"housing/views/imports.py": {"User"}}

FORBIDDEN = {
    "an inline style": r"<style|\sstyle=",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "an inline handler": r"\son\w+=[\"']|hx-on|javascript:",
    "a file from elsewhere": r"\s(src|href|action)=[\"'](https?:)?//",
    "text an engine did not render": r"\{\{\s*\}\}",
}


def named(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: str(path.relative_to(ROOT)))


@named(VIEWS)
def test_views_reach_data_through_perimeters_only(path):
    """Making a row is not reading one."""
    found = re.findall(r"(\w+)\.objects\b(?!\s*\.(?:visible_to|create|invite|receive)\()", path.read_text())
    assert set(found) <= REFERENCE | ELSEWHERE.get(str(path.relative_to(ROOT)), set())


@named(TEMPLATES)
def test_templates_hold_nothing_the_content_policy_refuses(path):
    text = path.read_text()
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text)] == []


@named(TEMPLATES)
def test_templates_stay_short(path):
    assert len(path.read_text().splitlines()) <= 200


def test_nothing_tells_where_it_was_made():
    """No registry address in lock files: each machine brings its own."""
    for name in [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]:
        assert not re.search(r"--(extra-)?index-url|\"resolved\":", name.read_text()), name
