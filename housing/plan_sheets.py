"""The asset plan as a workbook: out, and back in line by line.

A cell equal to what the export writes is left alone, so that an exported workbook sent back changes nothing.
A line without a reference, or with an unknown one, is new works. The state of known works changes on their page.
"""

from dataclasses import dataclass, field

from django.db import IntegrityError, connection, transaction
from django.db.models import Func, TextField
from django.utils import timezone

from config.web.tables import Unreadable, read_table

from .models import Building, ComponentKind, PlannedWork, PlanSheet, Residence, Staircase
from .models.plan import next_references
from .plan_rows import COLUMNS, TITLES, RowForm, cells, normal

REQUIRED = ("title", "nature", "year")
NAMED = ("residence", "commune", "building", "staircase", "kind")
# Columns of known works that say where and in which state they are: empty, they say nothing.
FIXED = {
    "residence_id": "Les travaux restent dans leur résidence.",
    "residence": "Les travaux restent dans leur résidence.",
    "commune": "Les travaux restent dans leur résidence.",
    "state": "L’état change sur la page des travaux.",
    "reason": "Le motif change sur la page des travaux.",
}


class PlanMoved(Exception):
    """Works changed between the preview and the confirmation."""


@dataclass
class Verdict:
    """What a line would do: `new`, `changed`, `unchanged` or `error`."""

    line: int
    given: dict
    work: PlannedWork = field(default_factory=PlannedWork)
    status: str = "unchanged"
    errors: list[tuple[str, str]] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    twin: PlannedWork | None = None

    def refuse(self, key: str, message: str) -> None:
        self.status = "error"
        self.errors.append((TITLES.get(key, ""), message))


def rows_of(upload) -> list[dict]:
    """The lines of an uploaded file by column, or Unreadable."""
    header, lines = read_table(upload)
    known = plain_words([*TITLES.values(), *header])
    keys = {known[title]: key for key, title in TITLES.items()}
    at = {keys[known[title]]: index for index, title in enumerate(header) if known[title] in keys}
    missing = [TITLES[key] for key in REQUIRED if key not in at]
    if "residence" not in at and "residence_id" not in at:
        missing.append(TITLES["residence"])
    if missing:
        raise Unreadable(f"Colonnes absentes de la première ligne : {', '.join(missing)}. Partez du modèle.")
    if not lines:
        raise Unreadable("Ce fichier n’a aucune ligne sous ses titres.")
    return [
        {"line": number, "cells": {key: row[index] if index < len(row) else "" for key, index in at.items()}}
        for number, row in lines
    ]


def plain_words(texts) -> dict[str, str]:
    """Each text without case, accents and punctuation, as the database compares names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT t, trim(palier_plain(t)) FROM unnest(%s::text[]) t", [list({*texts})])
        return dict(cursor.fetchall())


def judge(rows: list[dict], user, lock: bool = False) -> list[Verdict]:
    """What each line would do now, nothing written."""
    book = Book(rows, user, lock)
    verdicts: list[Verdict] = []
    seen: dict[str, int] = {}
    for row in rows:
        verdict = Verdict(row["line"], row["cells"])
        reference = row["cells"].get("reference", "")
        if reference and reference in seen:
            verdict.refuse("reference", f"Cette référence est déjà à la ligne {seen[reference]}.")
        elif work := book.works.get(reference):
            _judge_known(verdict, work, book)
        elif reference in book.taken:
            verdict.refuse("reference", "Cette référence est déjà prise.")
        else:
            _judge_new(verdict, book)
        seen.setdefault(reference, row["line"])
        verdicts.append(verdict)
    return verdicts


def apply(sheet: PlanSheet, by) -> bool:
    """Write the lines without errors, all or nothing. False when the sheet was applied already."""
    try:
        with transaction.atomic():
            waiting = PlanSheet.objects.filter(pk=sheet.pk, applied_at=None)
            if not waiting.update(applied_at=timezone.now()):
                return False
            verdicts = judge(sheet.rows, by, lock=True)
            sheet.created, sheet.changed = _create(verdicts), _change(verdicts)
            PlanSheet.objects.filter(pk=sheet.pk).update(created=sheet.created, changed=sheet.changed)
    except IntegrityError:
        raise PlanMoved from None
    return True


def _create(verdicts: list[Verdict]) -> int:
    works = [verdict.work for verdict in verdicts if verdict.status == "new"]
    nameless = [work for work in works if not work.reference]
    typed = frozenset(work.reference for work in works)
    for work, reference in zip(nameless, next_references(len(nameless), typed), strict=True):
        work.reference = reference
    PlannedWork.objects.bulk_create(works, batch_size=500)
    return len(works)


def _change(verdicts: list[Verdict]) -> int:
    changed = [verdict for verdict in verdicts if verdict.status == "changed"]
    works = [verdict.work for verdict in changed]
    if fields := set().union(*(verdict.fields for verdict in changed)):
        PlannedWork.objects.bulk_update(works, sorted(fields), batch_size=250)
    for work in works:
        work.tell_new_year()
    return len(works)


class Book:
    """What the lines speak of, read once: works, residences with their buildings, kinds."""

    def __init__(self, rows, user, lock):
        given = [row["cells"] for row in rows]
        references = {cell.get("reference", "") for cell in given} - {""}
        works = PlannedWork.objects.visible_to(user).filter(reference__in=references)
        works = works.select_for_update(of=("self",)).order_by("pk") if lock else works
        linked = works.select_related("residence", "building", "staircase", "kind")
        self.works = {work.reference: work for work in linked}
        known = PlannedWork.objects.filter(reference__in=references)
        self.taken = set(known.values_list("reference", flat=True)) - set(self.works)
        names = {cell.get(key, "") for cell in given for key in NAMED}
        kinds = list(ComponentKind.objects.all())
        self.words = plain_words(names | {text for kind in kinds for text in (kind.label, kind.code)})
        self.kinds = {self.words[text]: kind for kind in kinds for text in (kind.label, kind.code)}
        self._read_residences(given, user)

    def _read_residences(self, given, user):
        ids = {int(cell["residence_id"]) for cell in given if cell.get("residence_id", "").isdecimal()}
        ids = {pk for pk in ids if pk < 2**63}
        names = {self.words[cell["residence"]] for cell in given if cell.get("residence")}
        plain = Func(Func("name", function="palier_plain"), function="trim", output_field=TextField())
        yours = Residence.objects.visible_to(user).current().annotate(plain=plain)
        yours = yours.order_by()
        found = list(yours.filter(pk__in=ids).union(yours.filter(plain__in=names)))
        self.by_id = {residence.pk: residence for residence in found}
        self.by_name: dict[str, list[Residence]] = {}
        for residence in found:
            self.by_name.setdefault(residence.plain, []).append(residence)
        places = {*self.by_id, *(work.residence_id for work in self.works.values())}
        self.places = _places(places)
        communes = {residence.commune_name for residence in found}
        self.words.update(
            plain_words(communes | {str(place) for lists in self.places.values() for place in lists})
        )

    def residence(self, given) -> tuple[Residence | None, str, str]:
        """(residence, column at fault, message)."""
        number, name = given.get("residence_id", ""), given.get("residence", "")
        if number:
            residence = self.by_id.get(int(number)) if number.isdecimal() else None
            if residence is None:
                return None, "residence_id", "Aucune résidence de votre périmètre n’a ce numéro."
            if name and residence.plain != self.words[name]:
                return None, "residence", f"Le n° {number} est « {residence.name} »."
            return residence, "", ""
        if not name:
            return None, "residence", "Donnez la résidence."
        found = self.by_name.get(self.words[name], [])
        if commune := given.get("commune"):
            found = [one for one in found if self.words[one.commune_name] == self.words[commune]]
        if not found:
            return None, "residence", "Aucune résidence de ce nom dans votre périmètre."
        if len(found) > 1:
            return None, "residence", f"{len(found)} résidences portent ce nom : précisez la commune ou le numéro."
        return found[0], "", ""

    def place(self, residence_id: int, kind: str, name: str, building=None):
        """The building or staircase of this name; None when there is not exactly one."""
        found = [
            place
            for place in self.places.get((residence_id, kind), [])
            if self.words[str(place)] == self.words[name]
            and (building is None or place.building_id == building.pk)
        ]
        return found[0] if len(found) == 1 else None


def _places(residence_ids) -> dict:
    found: dict = {}
    for model, kind in ((Building, "building"), (Staircase, "staircase")):
        for place in model.objects.filter(residence__in=residence_ids):
            found.setdefault((place.residence_id, kind), []).append(place)
    return found


def _judge_known(verdict: Verdict, work: PlannedWork, book: Book) -> None:
    verdict.work = work
    now = dict(zip(TITLES, cells(work), strict=True))
    told = {key: text for key, text in verdict.given.items() if key != "reference" and (text or key not in FIXED)}
    changed = [key for key, text in told.items() if normal(key, text) != normal(key, now[key])]
    for key in changed:
        if key in FIXED:
            verdict.refuse(key, FIXED[key])
    if verdict.errors or not changed:
        return
    _fill(verdict, work, changed, book)
    if not verdict.errors:
        verdict.status = "changed"
        after = dict(zip(TITLES, cells(work), strict=True))
        verdict.changes = [(TITLES[key], now[key], after[key]) for key in TITLES if now[key] != after[key]]


def _judge_new(verdict: Verdict, book: Book) -> None:
    residence, key, message = book.residence(verdict.given)
    if residence is None:
        verdict.refuse(key, message)
    reference = verdict.given.get("reference", "")
    if len(reference) > 30:
        verdict.refuse("reference", "Trente caractères au plus.")
    verdict.work = PlannedWork(residence=residence, reference=reference, source=PlannedWork.Source.IMPORT)
    _fill(verdict, verdict.work, list(TITLES), book)
    if not verdict.errors:
        verdict.status = "new"


def _fill(verdict: Verdict, work: PlannedWork, keys: list[str], book: Book) -> None:
    """Put the cells of these columns on the works, or say what is wrong with them."""
    form = RowForm(verdict.given, kinds=book.kinds, words=book.words, only=keys)
    for key, errors in form.errors.items():
        for message in errors:
            verdict.refuse(key, str(message))
    for key in form.fields:
        if key in form.cleaned_data and not (form.cleaned_data[key] is None and key in ("source", "state")):
            setattr(work, key, form.cleaned_data[key])
            verdict.fields.add(key)
    if work.residence_id:
        _fill_place(verdict, work, keys, book)


def _fill_place(verdict: Verdict, work: PlannedWork, keys: list[str], book: Book) -> None:
    if not {"building", "staircase"} & set(keys):
        return
    building_name, stair_name = (verdict.given.get(key, "") for key in ("building", "staircase"))
    building = book.place(work.residence_id, "building", building_name) if building_name else None
    if building_name and building is None:
        verdict.refuse("building", "Pas de bâtiment de ce nom, ou plusieurs, dans cette résidence.")
        return
    stair = book.place(work.residence_id, "staircase", stair_name, building) if stair_name else None
    if stair_name and stair is None:
        verdict.refuse("staircase", "Pas d’escalier de ce nom, ou plusieurs, à cet endroit.")
        return
    work.building, work.staircase = (stair.building if stair else building), stair
    verdict.fields |= {"building", "staircase"}
    if work.unit and (stair is None or work.unit.staircase_id != stair.pk):
        work.unit = None
        verdict.fields.add("unit")


def template_row() -> list:
    """One line to overwrite in the blank workbook."""
    example = {"residence": "Les Lilas", "commune": "Bastia", "title": "Remplacement des menuiseries",
               "nature": "Remplacement de composant", "kind": "Menuiseries extérieures",
               "year": timezone.localdate().year + 2, "amount": 125000, "source": "Diagnostic technique",
               "state": "Proposé"}  # fmt: skip
    return [example.get(column.key, "") for column in COLUMNS]
