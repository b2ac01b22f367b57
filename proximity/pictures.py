"""Pictures of visits and findings: reached only through what they belong to."""

from django.db.models import Q
from django.urls import reverse

from coordination.models import Picture

from .models import Finding, Inspection


def address(owner, picture, size: str) -> str:
    """Where a browser gets it; `size`: « picture » or « thumbnail »."""
    name = "finding" if isinstance(owner, Finding) else "inspection"
    return reverse(f"proximity:{name}_{size}", args=[owner.pk, picture.sha256])


def of_inspection(inspection: Inspection, sha256: str) -> Picture | None:
    """Of one of its points, of its findings, or a signature."""
    signed = inspection.signatures.values("picture")
    its = Q(inspection_points__inspection=inspection) | Q(findings__inspection=inspection) | Q(pk__in=signed)
    return Picture.objects.filter(its, sha256=sha256).order_by("pk").first()


def of_finding(finding: Finding, sha256: str) -> Picture | None:
    return finding.pictures.filter(sha256=sha256).first()
