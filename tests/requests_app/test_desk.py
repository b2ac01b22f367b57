"""The list of requests, their panels, and saying better what one is."""

import datetime as dt
import io
import uuid

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.models import Entry, Task
from messaging.models import Message
from requests_app.models import Category, Payer, Request, Survey
from requests_app.requalifying import requalify
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.housing.factories import UnitFactory
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/demandes/"


@pytest.fixture
def client(desk, sign_in, keeper, other_keeper):
    return sign_in(desk)


@pytest.fixture
def of():
    """`of("wc")`: a category by its code."""
    return lambda code: Category.objects.get(code=code)


def shown(client, query=""):
    return sorted(one.category.code for one in client.get(f"{LIST}?{query}").context["page"])


# --- The list


def test_the_list_is_filtered(client, desk, unit, tenant, of, keeper, field_team):
    month_ago = timezone.now() - dt.timedelta(days=40)
    a_tenant_request(unit, by=desk, contact=tenant, category=of("wc"), payer=Payer.TENANT)
    old = a_tenant_request(
        unit.staircase, by=desk, category=of("tags"), zone="common", channel="field", at=month_ago
    )
    done = a_tenant_request(unit, by=desk, contact=tenant, category=of("volet"))
    done.case.tasks.get().answer("done", by=keeper)
    over = a_tenant_request(unit, by=desk, category=of("prise"))
    over.case.close("void", by=desk)
    a_tenant_request(unit, by=desk, contact=tenant, category=of("loyer"), channel="email", priority=4)
    expected = {
        "": ["loyer", "tags", "volet", "wc"],
        "etat=closes": ["prise"],
        "etat=toutes": ["loyer", "prise", "tags", "volet", "wc"],
        "etat=done": ["volet"],
        "etat=qualified": ["loyer", "tags", "wc"],
        "promesse=depassee": ["tags"],
        "famille=T1": ["wc"],
        f"categorie={of('volet').pk}": ["volet"],
        "zone=common": ["tags"],
        "urgence=4": ["loyer"],
        "canal=email": ["loyer"],
        "payeur=tenant": ["wc"],
        "payeur=to_check": ["tags", "volet"],
        "role=tenancy_officer": ["loyer"],
        f"equipe={field_team.pk}": ["tags", "wc"],
        "age=30": ["tags"],
        "silence=10": ["tags"],
        f"residence={unit.residence_id}": ["loyer", "tags", "volet", "wc"],
        f"agence={unit.residence.agency_id}": ["loyer", "tags", "volet", "wc"],
        f"q={old.case.reference}": ["tags"],
        "q=quittance": [],
    }
    assert {query: shown(client, query) for query in expected} == expected


def test_the_workbook_holds_the_list(client, request_, of):
    request_.suggested_priority = 1
    request_.save()
    rows = list(
        openpyxl.load_workbook(io.BytesIO(b"".join(client.get(f"{LIST}export/")))).active.iter_rows(
            values_only=True
        )
    )
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["Demande"] == request_.case.reference
    assert row["Urgence proposée"] == "U1 — urgence"
    assert row["État"] == "À prendre en charge"
    assert row["Chez"] == "Proximité Nord"


def test_the_list_is_sorted_and_a_stranger_sees_nothing_of_it(client, desk, unit, of, sign_in, other_agent):
    a_tenant_request(unit, by=desk, category=of("wc"))
    a_tenant_request(unit, by=desk, category=of("odeur-gaz"), priority=1)
    by_urgency = client.get(f"{LIST}?tri=urgence").context["page"]
    assert [one.category.code for one in by_urgency] == ["odeur-gaz", "wc"]
    assert sign_in(other_agent).get(LIST).context["page"].paginator.count == 0


def test_as_many_queries_for_one_as_for_many(client, desk, unit, tenant, same_cost):
    def make(count):
        for _ in range(count):
            a_tenant_request(unit, by=desk, contact=tenant)

    same_cost(client, LIST, make)


# --- Panels


def test_the_page_of_the_case_says_what_was_told_and_by_whom(client, request_, tenant, keeper, desk):
    request_.description, request_.payer_basis, request_.suggested_priority = "Sous l’évier", "Décret 87-712", 1
    request_.save()
    request_.case.tasks.get().answer("done", by=keeper)
    request_.case.tasks.open().get().answer("confirmed", by=desk)
    Survey.objects.update(score=4, answered_at=timezone.now(), comment="Rapide")
    page = client.get(request_.get_absolute_url()).text
    phone = tenant.phones.get().number.as_national
    for words in (
        "Sous l’évier",
        "Décret 87-712",
        str(tenant),
        phone,
        "proposée : U1",
        "Très satisfait",
        "Rapide",
    ):
        assert words in page, words


def test_who_plans_works_reads_no_name_in_a_request(request_, tenant, asset_planner, sign_in):
    request_.case.tasks.get().reassign(asset_planner, "Votre avis", by=None)
    page = sign_in(asset_planner).get(request_.get_absolute_url()).text
    panel = page[page.index('id="demande"') : page.index('id="taches-titre"')]
    assert "Un locataire" in panel
    assert tenant.phones.get().number.as_national not in panel


def test_places_and_people_show_their_requests_with_date_and_owner(client, request_, unit, tenant):
    tenant.move_in(unit, since=timezone.localdate() - dt.timedelta(days=9))
    for page in (unit, unit.residence, tenant):
        text = client.get(page.get_absolute_url()).text
        assert request_.case.reference in text
        assert f"{request_.case.promised_on:%d/%m/%Y}" in text
        assert "chez Proximité Nord" in text
        assert reverse("requests_app:new") in text


@pytest.mark.parametrize("place", ["unit", "residence"])
def test_a_panel_costs_one_query_however_many_there_are(place, client, desk, unit, tenant, same_cost):
    def make(count):
        for _ in range(count):
            a_tenant_request(unit, by=desk, contact=tenant)

    same_cost(client, (unit if place == "unit" else unit.residence).get_absolute_url(), make)


# --- Requalifying


def sent(request, **changed):
    known = {
        "category": request.category_id, "zone": request.zone, "contact": request.contact_id,
        "cause": request.cause,
        "payer": request.payer, "why": "Vu sur place.", "key": str(uuid.uuid4()),
    }  # fmt: skip
    return {**known, **changed}


def test_another_family_goes_to_its_owner_and_the_tenant_hears_it(client, request_, agency, of, desk):
    officer = UserFactory(roles=[Role.TENANCY_OFFICER], agencies=[agency])
    url = reverse("requests_app:requalify", args=[request_.pk])
    post = sent(request_, category=of("loyer").pk)
    for _ in range(2):
        assert client.post(url, post).status_code == 302
    request_ = Request.objects.get(pk=request_.pk)
    assert request_.case.title == "Loyer, charges"
    assert request_.case.facts["family"] == "A1"
    task = Task.objects.open().get(case=request_.case)
    assert (task.role, task.assignee) == (Role.TENANCY_OFFICER, officer)
    line = request_.case.entries.get(kind=Entry.Kind.HANDED_OVER)
    assert line.text == "Requalifiée (catégorie : Loyer, charges). Vu sur place."
    assert Message.objects.filter(case=request_.case, event="request.qualified").count() == 1


def test_within_a_family_nobody_else_gets_it(client, request_, of):
    task = Task.objects.open().get(case=request_.case)
    client.post(reverse("requests_app:requalify", args=[request_.pk]), sent(request_, category=of("wc").pk))
    assert Task.objects.open().get(case=request_.case) == task
    assert request_.case.entries.filter(kind=Entry.Kind.NOTED, text__contains="WC").count() == 1


def test_that_it_is_the_tenants_to_pay_is_told_with_its_text(client, request_, of):
    url = reverse("requests_app:requalify", args=[request_.pk])
    client.post(url, sent(request_, category=of("robinet").pk, payer="tenant"))
    request_.refresh_from_db()
    assert "87-712" in request_.payer_basis
    assert Message.objects.filter(case=request_.case, event="request.yours").count() == 1


def test_who_asked_is_put_right_and_gets_a_receipt(client, request_, unit, agency):
    other = a_contact(agency)
    other.move_in(unit, since=timezone.localdate() - dt.timedelta(days=9))
    client.post(reverse("requests_app:requalify", args=[request_.pk]), sent(request_, contact=other.pk))
    assert Message.objects.filter(case=request_.case, event="request.opened", contact=other).count() == 1
    assert other.last_name not in request_.case.entries.get(kind=Entry.Kind.NOTED).text


def test_nothing_changed_or_no_reason_is_refused_and_kept(client, request_):
    url = reverse("requests_app:requalify", args=[request_.pk])
    assert "Rien n’a changé." in client.post(url, sent(request_)).text
    answer = client.post(url, sent(request_, zone="common", why=""))
    assert answer.status_code == 422


def test_a_request_does_not_become_confidential_by_requalifying(request_, of, desk):
    with pytest.raises(MoveRefused, match="confidentielle"):
        requalify(
            request_, category=of("social"), zone="home", contact=None, cause="", payer="to_check", why="x",
            payer_basis="", by=desk, key=uuid.uuid4(),
        )  # fmt: skip
    assert Request.objects.get().category != of("social")


def test_a_closed_request_is_not_requalified(request_, of, desk):
    request_.case.close("void", by=desk)
    with pytest.raises(MoveRefused):
        requalify(
            request_, category=of("wc"), zone="home", contact=None, cause="", payer="to_check", why="x",
            payer_basis="", by=desk, key=uuid.uuid4(),
        )  # fmt: skip


def test_a_stranger_does_not_learn_that_it_exists_and_a_planner_may_not(
    request_, sign_in, other_agency, asset_planner
):
    stranger = UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[other_agency])
    url = reverse("requests_app:requalify", args=[request_.pk])
    assert sign_in(stranger).post(url, sent(request_, zone="common")).status_code == 404
    assert sign_in(asset_planner).get(url).status_code == 403


# --- The nomenclature


def test_an_administrator_changes_a_category_and_its_signs(admin, sign_in, of):
    client, leak = sign_in(admin), of("fuite-eau")
    form = {"family": "T1", "label": "Fuite", "zones": ["home"], "priority": 2, "words": "Fuit\neau coule\nfuit",
            "position": 0, "active": "on", "advice": ""}  # fmt: skip
    assert client.post(reverse("requests_app:category", args=[leak.pk]), form).status_code == 302
    leak.refresh_from_db()
    assert (leak.label, leak.words) == ("Fuite", ["fuit", "eau coule"])
    sign = {"label": "Par le plafond", "priority": 1, "words": "plafond", "basis": "Usage"}
    client.post(reverse("requests_app:sign_create", args=[leak.pk]), sign)
    assert leak.signs.get(label="Par le plafond").words == ["plafond"]
    half = {**sign, "label": "En hiver", "from_month": 10}
    assert client.post(reverse("requests_app:sign_create", args=[leak.pk]), half).status_code == 422


def test_an_administrator_adds_a_category_once(admin, sign_in):
    client, url = sign_in(admin), reverse("requests_app:category_create")
    form = {"code": "ruche", "family": "T5", "label": "Essaim", "zones": ["outside"], "priority": 3,
            "words": "abeille", "position": 9, "active": "on"}  # fmt: skip
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 422
    assert Category.objects.get(code="ruche").words == ["abeille"]


def test_a_contract_covers_a_repair_for_a_period_and_ends(admin, sign_in, of):
    client, item = sign_in(admin), of("robinet").item
    url = reverse("requests_app:cover_create", args=[item.pk])
    form = {"contract": "Robinetterie Martin", "starts_on": "2026-01-01"}
    assert client.post(url, form).status_code == 302
    assert "Un autre contrat vaut déjà" in client.post(url, form).text
    assert "Robinetterie Martin" in client.get(reverse("requests_app:repairs")).text
    client.post(reverse("requests_app:cover_end", args=[item.covers.get().pk]))
    assert item.covers.get().last_day == timezone.localdate()
    assert "jusqu’au" in client.get(reverse("requests_app:repair", args=[item.pk])).text


def test_a_proof_read_repair_bears_its_day(admin, sign_in, of):
    item = of("robinet").item
    form = {"area": item.area, "label": item.label, "tenant_part": item.tenant_part, "landlord_part": "",
            "listed": "on", "basis": item.basis, "verified_on": "2026-11-20"}  # fmt: skip
    sign_in(admin).post(reverse("requests_app:repair", args=[item.pk]), form)
    item.refresh_from_db()
    assert item.verified_on == dt.date(2026, 11, 20)


@pytest.mark.parametrize("name", ["categories_export", "repairs_export"])
def test_the_nomenclature_is_exported(name, admin, sign_in):
    answer = sign_in(admin).get(reverse(f"requests_app:{name}"))
    assert openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active.max_row > 20


def test_units_of_others_are_left_out(client, desk, unit, of):
    a_tenant_request(UnitFactory(staircase=unit.staircase), by=desk, category=of("wc"))
    assert "Aucune demande en cours." in client.get(unit.get_absolute_url()).text
