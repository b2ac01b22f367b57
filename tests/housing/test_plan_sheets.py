import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.web.sheets import excel
from config.web.tables import MOST_BYTES, Unreadable
from housing import plan_sheets
from housing.models import ComponentKind, PlannedWork, PlanSheet
from housing.plan_rows import COLUMNS, TITLES, amount_of, cells, normal
from housing.signals import planned_work_changed
from tests.housing.factories import (
    BuildingFactory,
    ComponentKindFactory,
    PlannedWorkFactory,
    ResidenceFactory,
    StaircaseFactory,
)

pytestmark = pytest.mark.django_db
HEAD = ["Référence", "Résidence", "Commune", "Travaux", "Nature", "Année", "Montant TTC (€)", "État", "Motif"]


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency, name="Les Lilas", commune_name="Bastia")


def upload(content: bytes, name="plan.xlsx"):
    return SimpleUploadedFile(name, content)


def workbook(rows, head=HEAD) -> bytes:
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def content_of(response) -> bytes:
    return b"".join(response.streaming_content)


def exported(works) -> bytes:
    response = excel("Plan", [(c.title, c.width) for c in COLUMNS], [cells(work) for work in works])
    with response.file_to_stream as file:
        return file.read()


def judged(user, rows, head=HEAD):
    return plan_sheets.judge(plan_sheets.rows_of(upload(workbook(rows, head))), user)


def new_line(**cell):
    line = {"Résidence": "Les Lilas", "Travaux": "Ravalement", "Nature": "Gros entretien", "Année": 2030} | cell
    return [line.get(title, "") for title in HEAD]


def sheet_of(user, rows):
    rows = plan_sheets.rows_of(upload(workbook(rows)))
    return PlanSheet.objects.create(name="plan.xlsx", rows=rows, uploaded_by=user)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=60)
WORKS = st.lists(
    st.fixed_dictionaries(
        {
            "title": TEXT.map(str.strip).filter(bool),
            "nature": st.sampled_from(PlannedWork.Nature.values),
            "year": st.integers(2000, 2100),
            "quarter": st.none() | st.integers(1, 4),
            "amount": st.none() | st.decimals(0, Decimal("9999999999.99"), places=2),
            "unit_count": st.none() | st.integers(0, 10_000),
            "source": st.sampled_from(PlannedWork.Source.values),
            "state": st.sampled_from(PlannedWork.State.values),
            "reason": TEXT.filter(str.strip),
            "note": st.lists(TEXT, max_size=3).map("\n".join),
        }
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=WORKS)
def test_an_exported_workbook_sent_back_changes_nothing(director, residence, rows):
    PlannedWork.objects.all().delete()
    stair = StaircaseFactory(building__residence=residence, building__name="", name="")
    places = [{}, {"building": stair.building}, {"building": stair.building, "staircase": stair}]
    works = [
        PlannedWork(residence=residence, reference=f"P{n}", **places[n % 3], **row) for n, row in enumerate(rows)
    ]
    PlannedWork.objects.bulk_create(works)
    verdicts = plan_sheets.judge(plan_sheets.rows_of(upload(exported(works))), director)
    assert [(verdict.status, verdict.errors, verdict.changes) for verdict in verdicts] == [
        ("unchanged", [], [])
    ] * len(works)


@given(amount=st.decimals(0, Decimal("9999999999.99"), places=2))
def test_an_amount_reads_the_same_however_it_is_typed(amount):
    plain = str(amount)
    for text in (plain, plain.replace(".", ","), f"{amount:,.2f} €".replace(",", "\u202f").replace(".", ",")):
        assert amount_of(text) == amount
        assert normal("amount", text) == normal("amount", amount)


def test_lines_without_a_reference_are_new_works(asset_planner, residence):
    kind = ComponentKindFactory(code="menuiseries", label="Menuiseries d’essai")
    stair = StaircaseFactory(building__residence=residence, building__name="Bâtiment B")
    rows = [["les lilas", "batiment b", stair.name, "Fenêtres", "rc", 2031, "12 500,50", "menuiseries", "Retenu"]]
    head = ["Résidence", "Bâtiment", "Escalier", "Travaux", "Nature", "Année", "Montant TTC (€)",
            "Type de composant", "État"]  # fmt: skip
    (verdict,) = judged(asset_planner, rows, head)
    assert (verdict.status, verdict.errors) == ("new", [])
    verdict.work.save()
    work = PlannedWork.objects.get()
    assert (work.residence, work.building, work.staircase, work.kind) == (residence, stair.building, stair, kind)
    assert (work.nature, work.state, work.source) == ("RC", "retained", "import")
    assert (work.amount, work.reference[:4]) == (Decimal("12500.50"), "PSP-")


def test_a_known_reference_changes_only_the_cells_that_differ(asset_planner, residence):
    work = PlannedWorkFactory(residence=residence, reference="P1", amount=Decimal("1000"), note="À garder")
    sheet = sheet_of(asset_planner, [new_line(Référence="P1", Travaux=work.title, **{"Montant TTC (€)": 2000})])
    (verdict,) = plan_sheets.judge(sheet.rows, asset_planner)
    assert {column for column, *_ in verdict.changes} == {"Nature", "Année", "Montant TTC (€)"}
    plan_sheets.apply(sheet, asset_planner)
    work.refresh_from_db()
    assert (work.amount, work.year, work.nature, work.note) == (Decimal("2000.00"), 2030, "GE", "À garder")


@pytest.mark.parametrize(
    ("cell", "column", "message"),
    [
        ({"Résidence": "Les Rosiers"}, "Résidence", "Aucune résidence de ce nom"),
        ({"Résidence": ""}, "Résidence", "Donnez la résidence"),
        ({"Résidence": "Le Parc"}, "Résidence", "2 résidences portent ce nom"),
        ({"Résidence": "Ailleurs"}, "Résidence", "Aucune résidence de ce nom dans votre périmètre"),
        ({"Travaux": ""}, "Travaux", "obligatoire"),
        ({"Nature": "Peinture"}, "Nature", "n’est pas dans la liste"),
        ({"Année": "bientôt"}, "Année", "nombre entier"),
        ({"Année": 1850}, "Année", "2000"),
        ({"Montant TTC (€)": "beaucoup"}, "Montant TTC (€)", "pas un montant"),
        ({"Montant TTC (€)": -5}, "Montant TTC (€)", "0"),
        ({"Montant TTC (€)": "99999999999"}, "Montant TTC (€)", "montant"),
        ({"État": "Refusé"}, "Motif", "demande un motif"),
        ({"Référence": "R" * 31}, "Référence", "Trente"),
        ({"Référence": "AILLEURS"}, "Référence", "déjà prise"),
        ({"Référence": "P1", "État": "Soldé"}, "État", "page des travaux"),
        ({"Référence": "P1", "Résidence": "Le Parc"}, "Résidence", "restent dans leur résidence"),
    ],
)
def test_each_error_names_its_line_and_its_column(asset_planner, residence, agency, cell, column, message):
    ResidenceFactory(agency=agency, name="Le Parc", commune_name="Bastia")
    ResidenceFactory(agency=agency, name="Le Parc", commune_name="Corte")
    PlannedWorkFactory(residence__name="Ailleurs", reference="AILLEURS")
    PlannedWorkFactory(residence=residence, reference="P1")
    good, bad = judged(asset_planner, [new_line(), new_line(**cell)])
    assert good.status == "new"
    assert (bad.status, bad.line) == ("error", 3)
    assert message in dict(bad.errors)[column]


def test_the_commune_or_the_number_tells_namesakes_apart(asset_planner, agency):
    corte = ResidenceFactory(agency=agency, name="Le Parc", commune_name="Corte")
    ResidenceFactory(agency=agency, name="Le Parc", commune_name="Bastia")
    head = ["N° résidence", "Résidence", "Commune", "Travaux", "Nature", "Année"]
    rows = [["", "Le Parc", "CORTE", "Toit", "GE", 2030], [corte.pk, "", "", "Toit", "GE", 2030],
            [corte.pk, "Les Lilas", "", "Toit", "GE", 2030], [10**30, "", "", "Toit", "GE", 2030]]  # fmt: skip
    first, second, third, fourth = judged(asset_planner, rows, head)
    assert first.work.residence == second.work.residence == corte
    assert third.errors == [("Résidence", f"Le n° {corte.pk} est « Le Parc ».")]
    assert fourth.status == "error"


def test_a_building_named_twice_or_nowhere_is_an_error(asset_planner, residence):
    for _ in range(2):
        BuildingFactory(residence=residence, name="Bâtiment A")
    head = ["Résidence", "Bâtiment", "Travaux", "Nature", "Année"]
    rows = [["Les Lilas", name, "Toit", "GE", 2030] for name in ("Bâtiment A", "Bâtiment Z")]
    assert [verdict.errors[0][0] for verdict in judged(asset_planner, rows, head)] == ["Bâtiment"] * 2


def test_a_reference_given_twice_counts_once(asset_planner, residence):
    first, second = judged(asset_planner, [new_line(Référence="N1"), new_line(Référence="N1")])
    assert (first.status, second.status) == ("new", "error")
    assert second.errors == [("Référence", "Cette référence est déjà à la ligne 2.")]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("sheet1.xml", "w") as part:
        for _ in range(201):
            part.write(bytes(1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "vide"),
        (b"\n\n;;\n", "vide"),
        (b"PK\x03\x04 pas un classeur", "illisible"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Ancien format"),
        (b"\x89PNG\x00\x00", "ni un classeur"),
        (b"a;b\n1;2\n", "Colonnes absentes"),
        ("Résidence;Travaux;Nature;Année\n".encode(), "aucune ligne"),
        (b"x" * (MOST_BYTES + 1), "10 Mo"),
        (b'Travaux\n"' + b"x" * 200_000, "guillemet"),
        ("Résidence;Travaux;Nature;Année\n".encode() + b"a;b;c;2030\n" * 5001, "5 000 lignes"),
        (bomb, "décompressé"),
    ],
)
def test_a_wrong_file_gets_a_clear_message(sign_in, asset_planner, content, message):
    content = content() if callable(content) else content
    with pytest.raises(Unreadable, match=message):
        plan_sheets.rows_of(upload(content))
    response = sign_in(asset_planner).post(reverse("housing:plan_upload"), {"file": upload(content)})
    assert response.status_code == 422
    assert not PlanSheet.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_files_are_read_too(asset_planner, residence, encoding, separator):
    lines = [["RÉSIDENCE", "travaux", "Nature", "annee"], ["Les Lilas", "Étanchéité", "GE", "2030"]]
    content = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    (verdict,) = plan_sheets.judge(plan_sheets.rows_of(upload(content, "plan.csv")), asset_planner)
    assert (verdict.status, verdict.work.title) == ("new", "Étanchéité")


class TestScreens:
    def test_nothing_is_written_before_the_confirmation_and_once_after_it(self, sign_in, asset_planner, residence):
        client = sign_in(asset_planner)
        content = workbook([new_line(), new_line(Nature="Peinture")])
        page = client.post(reverse("housing:plan_upload"), {"file": upload(content)}, follow=True).content.decode()
        assert "n’est pas dans la liste" in page
        assert not PlannedWork.objects.exists()
        sheet = PlanSheet.objects.get()
        confirm = reverse("housing:plan_sheet_confirm", args=[sheet.pk])
        for _ in range(2):
            page = client.post(confirm, follow=True).content.decode()
        assert "déjà appliqué" in page
        assert PlannedWork.objects.count() == 1
        for seen in ("erreurs", "nouveaux", "modifies", "inchanges", "autre"):
            address = reverse("housing:plan_sheet", args=[sheet.pk])
            assert client.get(address, {"voir": seen}).status_code == 200

    def test_the_lines_at_fault_come_back_with_their_reason_and_can_be_corrected(
        self, sign_in, asset_planner, residence
    ):
        sheet = sheet_of(asset_planner, [new_line(), new_line(Année="demain")])
        response = sign_in(asset_planner).get(reverse("housing:plan_sheet_errors", args=[sheet.pk]))
        book = openpyxl.load_workbook(io.BytesIO(content_of(response)))
        head, line = book.active.iter_rows(values_only=True)
        assert list(head[:-2]) == list(TITLES.values())
        assert "Année : " in line[-1]
        fixed = [2030 if title == "Année" else value for title, value in zip(head, line, strict=True)]
        assert [verdict.status for verdict in judged(asset_planner, [fixed], list(head))] == ["new"]

    def test_the_template_reads_as_a_workbook(self, sign_in, asset_planner, residence):
        ComponentKind.objects.get_or_create(
            code="menuiseries-exterieures", defaults={"label": "Menuiseries extérieures"}
        )
        response = sign_in(asset_planner).get(reverse("housing:plan_template"))
        rows = plan_sheets.rows_of(upload(content_of(response)))
        assert [verdict.status for verdict in plan_sheets.judge(rows, asset_planner)] == ["new"]

    def test_a_sheet_is_seen_by_the_person_who_sent_it_only(self, sign_in, asset_planner, residence, agent):
        sheet = sheet_of(agent, [new_line()])
        for name in ("plan_sheet", "plan_sheet_errors"):
            assert sign_in(asset_planner).get(reverse(f"housing:{name}", args=[sheet.pk])).status_code == 404
        confirm = reverse("housing:plan_sheet_confirm", args=[sheet.pk])
        assert sign_in(asset_planner).post(confirm).status_code == 404
        assert sign_in(agent).post(confirm).status_code == 403
        assert not PlannedWork.objects.exists()


def test_a_new_year_in_a_workbook_is_told_and_kept_in_history(
    asset_planner, residence, django_capture_on_commit_callbacks
):
    """Together with new works whose references skip those typed by somebody."""
    first = PlannedWorkFactory(residence=residence, reference="", year=2028)
    number = int(first.reference[-5:])
    heard = []
    planned_work_changed.connect(heard_by := lambda work, **kwargs: heard.append(work.year))
    rows = [new_line(Référence=first.reference), new_line(), new_line(),
            new_line(Référence=f"{first.reference[:-5]}{number + 1:05}")]  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        plan_sheets.apply(sheet_of(asset_planner, rows), asset_planner)
    planned_work_changed.disconnect(heard_by)
    assert heard == [2030]
    assert [event.year for event in first.events.all()] == [2028]
    assert PlannedWork.objects.count() == 4


def test_a_plan_that_changes_under_the_confirmation_stays_whole(asset_planner, residence, monkeypatch):
    sheet = sheet_of(asset_planner, [new_line(), new_line(Référence="N1")])

    def too_late(verdicts):
        PlannedWorkFactory(residence=residence, reference="N1")
        return create(verdicts)

    create = plan_sheets._create
    monkeypatch.setattr(plan_sheets, "_create", too_late)
    with pytest.raises(plan_sheets.PlanMoved):
        plan_sheets.apply(sheet, asset_planner)
    assert not PlannedWork.objects.exists()
    sheet.refresh_from_db()
    assert sheet.applied_at is None
