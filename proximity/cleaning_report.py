"""The joint report of a check, as a page and as a sheet (PDF)."""

from dataclasses import dataclass, field

from django.conf import settings

from messaging.letters import pdf

from .cleaning_score import BAD
from .models import CleaningCheck, CleaningNote, CleaningPhoto, CleaningZone

SIGNATURE = "palier:signature"
"""The address that the sheet gives the picture."""
STYLE = settings.BASE_DIR / "static" / "css" / "cleaning-report.css"


@dataclass
class Line:
    note: CleaningNote
    photos: list[CleaningPhoto] = field(default_factory=list)

    @property
    def is_bad(self) -> bool:
        return self.note.note is not None and self.note.note <= BAD


@dataclass
class ZoneReport:
    zone: CleaningZone
    lines: list[Line] = field(default_factory=list)

    @property
    def applies(self) -> bool:
        return any(line.note.note is not None for line in self.lines)

    @property
    def average(self) -> float | None:
        """Of its points, out of 3."""
        notes = [line.note.note for line in self.lines if line.note.note is not None]
        return sum(notes) / len(notes) if notes else None


def report_of(check: CleaningCheck) -> list[ZoneReport]:
    """The notes by zone with their photos: two queries."""
    photos: dict[int, list[CleaningPhoto]] = {}
    for photo in check.photos.select_related("picture"):
        photos.setdefault(photo.item_id, []).append(photo)
    zones: dict[int, ZoneReport] = {}
    for note in check.notes.select_related("item__zone"):
        zone = note.item.zone
        zones.setdefault(zone.pk, ZoneReport(zone)).lines.append(Line(note, photos.get(note.item_id, [])))
    return list(zones.values())


def pdf_of(check: CleaningCheck) -> bytes:
    """NoPango when the machine cannot make PDF."""
    context = {"check": check, "zones": report_of(check), "landlord": settings.LANDLORD_NAME}
    pictures = {}
    if check.signature:
        with check.signature.file.open("rb") as file:
            pictures[SIGNATURE] = file.read()
    return pdf("proximity/cleaning/report_pdf.html", context, style=STYLE, pictures=pictures)
