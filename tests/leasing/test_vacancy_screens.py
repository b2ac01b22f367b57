"""The file of a vacancy on its case, its acts, the board: what they say, whom they refuse."""

import datetime as dt
import io
import uuid

import openpyxl
import pytest
from django.urls import reverse

from coordination.models import CasePhoto
from leasing import reletting
from leasing.models import Candidate, Nominator, Vacancy
from teams.roles import Role
from tests.housing.factories import UnitFactory
from tests.leasing.factories import a_lease
from tests.leasing.vacancies import (
    DAY,
    a_vacancy,
    accept,
    cost,
    fresh,
    leave,
    order,
    propose,
    select,
    steps,
    task,
    today,
    visit,
)
from tests.requests_app.pictures import a_photo
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(agency):
    return UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency])


def url(name, *args):
    return reverse(f"leasing:{name}", args=args)


def post(client, name, *args, **data):
    return client.post(url(name, *args), {"key": uuid.uuid4(), **data})


def test_the_file_answers_when_why_who_and_for_whom(vacancy, officer, manager, sign_in):
    accept(visit(vacancy, manager), officer)
    page = sign_in(officer).get(vacancy.get_absolute_url()).text
    for said in ("Prêt quand", "Estimée", "Pourquoi pas avant", "Qui a la main", "Qui attend", "candidat",
                 "pas assez d’historique", "Technique", "Commerciale"):  # fmt: skip
        assert said in page
    assert "Petit 0" in page
    assert "Petit 0" not in sign_in(manager).get(vacancy.get_absolute_url()).text


def test_the_page_of_a_home_leads_to_its_vacancy(vacancy, officer, sign_in):
    page = sign_in(officer).get(vacancy.unit.get_absolute_url()).text
    assert vacancy.case.reference in page


# --- the acts, one by one


def test_the_visit_is_entered_in_the_home(vacancy, manager, sign_in):
    client = sign_in(manager)
    assert "À réparer" in client.get(url("vacancy_visit", vacancy.pk)).text
    sent = {
        "visited_on": today(), "works": "light", "diagnostics": "on", "keys": "2 clés, 1 badge",
        "label_1": "Papier peint du séjour", "payer_1": "tenant", "amount_1": "350",
    }  # fmt: skip
    wrong = post(client, "vacancy_visit", vacancy.pk, **sent, label_2="Sol")
    assert wrong.status_code == 422
    assert "Papier peint du séjour" in wrong.text
    assert "Dites quoi, et combien" in wrong.text
    done = post(client, "vacancy_visit", vacancy.pk, **sent, photos=a_photo())
    assert done.status_code == 302
    assert steps(vacancy) == {"check_out", "diagnostics", "marketing"}
    assert vacancy.lines.get().amount == 350
    assert CasePhoto.objects.filter(case=vacancy.case).count() == 1
    assert fresh(vacancy).case.promised_on
    assert post(client, "vacancy_visit", vacancy.pk, **sent).status_code == 422


def test_the_field_costs_dates_and_confirms(vacancy, manager, sign_in):
    client = sign_in(manager)
    leave(visit(vacancy, manager), manager)
    sent = {"works": "medium", "works_cost": "1200", "tenant_share": "1300"}
    assert post(client, "vacancy_costing", vacancy.pk, **sent).status_code == 422
    assert post(client, "vacancy_costing", vacancy.pk, **sent | {"tenant_share": "300"}).status_code == 302
    page = client.get(vacancy.get_absolute_url()).text
    assert "Montants saisis sans état des lieux" in page
    assert str(manager) in page
    order(fresh(vacancy), manager)
    works = task(vacancy, "works")
    first, later = today() + 10 * DAY, today() + 16 * DAY
    assert post(client, "vacancy_expect", vacancy.pk, works.pk, on=first).status_code == 302
    assert post(client, "vacancy_expect", vacancy.pk, works.pk, on=later).status_code == 422
    assert post(client, "vacancy_expect", vacancy.pk, works.pk, on=later, cause="R06").status_code == 302
    assert fresh(vacancy).case.promised_on == later + 2 * DAY
    said = {"on": later + 9 * DAY, "cause": "R07", "text": "Séchage"}
    assert post(client, "vacancy_date", vacancy.pk, **said).status_code == 302
    assert post(client, "vacancy_confirm", vacancy.pk).status_code == 302
    assert fresh(vacancy).certainty == "confirmed"


def test_leasing_records_amounts_when_nobody_went(vacancy, officer, sign_in):
    leave(visit(vacancy, officer, lines=[("Sol", "tenant", 90), ("Mur", "landlord", 60)]), officer)
    client = sign_in(officer)
    assert "Estimation de la visite conseil" in client.get(vacancy.get_absolute_url()).text
    form = client.get(url("vacancy_costing", vacancy.pk)).context["form"]
    assert (form["works_cost"].value(), form["tenant_share"].value()) == (150, 90)
    sent = {"works": "light", "works_cost": "150", "tenant_share": "90", "diagnostics_cost": "40", "text": "Devis"}
    assert post(client, "vacancy_costing", vacancy.pk, **sent).status_code == 302
    found = fresh(vacancy)
    assert (found.works_cost, found.tenant_share, found.diagnostics_cost) == (150, 90, 40)
    assert found.case.entries.filter(text__endswith="Devis", by=officer).exists()


def test_what_the_leaver_owes_is_not_the_asset_plans_business(vacancy, agency, officer, sign_in):
    cost(leave(visit(vacancy, officer), officer), officer)
    planner = UserFactory(roles=[Role.ASSET_PLANNER], agencies=[agency])
    reads = {one: sign_in(one).get(vacancy.get_absolute_url()).text for one in (planner, officer)}
    assert "Montants saisis" in reads[officer]
    assert "Montants saisis" not in reads[planner]


def test_leasing_finds_a_tenant_and_books(vacancy, officer, manager, sign_in):
    client = sign_in(officer)
    vacancy = visit(vacancy, manager)
    prefect = Nominator.objects.create(name="Préfecture", kind="state")
    assert post(client, "vacancy_nominate", vacancy.pk, nominator=prefect.pk, on=today()).status_code == 302
    wrong = post(client, "vacancy_propose", vacancy.pk, last_name="Diallo", number="12")
    assert (wrong.status_code, "existe pas" in wrong.text) == (422, True)
    said = {"last_name": "Diallo", "first_name": "Awa", "number": "06 39 98 12 34", "registration": "075 123"}
    assert post(client, "vacancy_propose", vacancy.pk, **said).status_code == 302
    one = Candidate.objects.get()
    assert (one.number, one.registration, one.nomination.nominator) == ("+33639981234", "075123", prefect)
    assert post(client, "vacancy_present", vacancy.pk, on=today()).status_code == 422
    assert post(client, "vacancy_present", vacancy.pk, on=today(), text="DALO").status_code == 302
    decided = {f"decision_{one.pk}": "awarded", f"rank_{one.pk}": 1}
    assert post(client, "vacancy_decide", vacancy.pk, **decided).status_code == 302
    assert post(client, "candidate_offer", one.pk, on=today()).status_code == 302
    refused = post(client, "candidate_reply", one.pk, accepts="non", on=today())
    assert (refused.status_code, "motif du refus" in refused.text) == (422, True)
    assert post(client, "candidate_reply", one.pk, accepts="oui", on=today()).status_code == 302
    reletting.confirm(fresh(vacancy), by=manager)
    ready = fresh(vacancy).case.promised_on
    early = post(client, "vacancy_book", vacancy.pk, on=ready - DAY)
    assert (early.status_code, "ne peut pas venir avant" in early.text) == (422, True)
    assert post(client, "vacancy_book", vacancy.pk, on=ready).status_code == 302
    assert post(client, "vacancy_sign", vacancy.pk).status_code == 302
    assert "signing" not in steps(vacancy)


def test_a_refusal_brings_the_next_rank_and_a_candidate_may_be_withdrawn(vacancy, officer, sign_in):
    client = sign_in(officer)
    first, second, third = select(vacancy, officer)
    post(client, "candidate_offer", first.pk, on=today())
    said = {"accepts": "non", "reason": "rent", "on": today()}
    assert post(client, "candidate_reply", first.pk, **said).status_code == 302
    assert vacancy.candidates.next_rank() == second
    assert post(client, "candidate_withdraw", second.pk, text="Logé ailleurs").status_code == 302
    assert vacancy.candidates.next_rank() == third


def test_a_vacancy_is_opened_by_hand_once(home, officer, sign_in):
    client = sign_in(officer)
    assert client.get(url("vacancy_open", home.pk)).status_code == 200
    sent = {"origin": "works", "expected_exit": today()}
    assert post(client, "vacancy_open", home.pk, **sent).status_code == 302
    again = post(client, "vacancy_open", home.pk, **sent)
    assert (again.status_code, "déjà ouverte" in again.text) == (422, True)


def test_a_home_is_frozen(vacancy, officer, sign_in):
    said = {"why": "sale", "since": today(), "until": today()}
    assert post(sign_in(officer), "vacancy_freeze", vacancy.pk, **said).status_code == 422
    said["until"] = today() + DAY
    assert post(sign_in(officer), "vacancy_freeze", vacancy.pk, **said).status_code == 302


FIELD = ("vacancy_visit", "vacancy_costing")
LEASING = ("vacancy_book", "vacancy_sign", "vacancy_nominate", "vacancy_propose", "vacancy_present",
           "vacancy_decide")  # fmt: skip


@pytest.mark.parametrize("name", [*FIELD, *LEASING, "vacancy_date", "vacancy_confirm", "vacancy_freeze"])
def test_strangers_find_nothing_and_other_jobs_may_not(name, vacancy, agency, other_agency, sign_in):
    everything = [Role.LEASING_OFFICER, Role.PROXIMITY_MANAGER]
    stranger = UserFactory(roles=everything, agencies=[other_agency])
    reader = UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[agency])
    for method in ("get", "post"):
        assert getattr(sign_in(stranger), method)(url(name, vacancy.pk)).status_code == 404
        assert getattr(sign_in(reader), method)(url(name, vacancy.pk)).status_code == 403


@pytest.mark.parametrize("name", ["candidate_offer", "candidate_reply", "candidate_withdraw"])
def test_candidates_are_leasings_business(name, vacancy, officer, manager, other_officer, sign_in):
    one = propose(vacancy, officer, 1)[0]
    assert sign_in(other_officer).get(url(name, one.pk)).status_code == 404
    assert sign_in(manager).get(url(name, one.pk)).status_code == 403
    assert sign_in(officer).get(url(name, one.pk)).status_code == 200


def test_a_step_is_dated_by_who_may_move_it(vacancy, manager, sign_in, agency, other_agency):
    works = task(vacancy, "advice_visit")
    stranger = UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[other_agency])
    technician = UserFactory(roles=[Role.TECHNICIAN], agencies=[agency])
    assert sign_in(stranger).get(url("vacancy_expect", vacancy.pk, works.pk)).status_code == 404
    assert sign_in(technician).get(url("vacancy_expect", vacancy.pk, works.pk)).status_code == 403


def test_no_home_of_another_agency_is_opened(home, other_officer, caretaker, sign_in):
    assert sign_in(other_officer).get(url("vacancy_open", home.pk)).status_code == 404
    assert sign_in(caretaker).get(url("vacancy_open", home.pk)).status_code == 403


# --- the board


@pytest.fixture
def late(vacancy, officer, manager):
    """The entry is booked, and the works will not be over."""
    for act in (visit, leave, cost, order):
        vacancy = act(vacancy, manager)
    accept(vacancy, officer, count=1)
    reletting.confirm(fresh(vacancy), by=manager)
    reletting.book(fresh(vacancy), fresh(vacancy).case.promised_on, by=officer)
    task(vacancy, "works").expect(today() + 40 * DAY, by=manager)
    return fresh(vacancy)


def another(home, officer, number):
    unit = UnitFactory(staircase=home.staircase, landlord_ref=f"LIL-{number:03}")
    return a_vacancy(a_lease(unit), officer)


def test_the_board_shows_those_in_trouble_first(late, home, officer, sign_in):
    calm = another(home, officer, 100)
    client = sign_in(officer)
    page = client.get(url("relocations")).text
    assert page.index(late.case.get_absolute_url()) < page.index(calm.case.get_absolute_url())
    assert "Entrée impossible" in page
    only = client.get(url("relocations"), {"danger": "3"}).text
    assert calm.case.get_absolute_url() not in only
    assert calm.case.get_absolute_url() in client.get(url("relocations"), {"etape": "advice_visit"}).text
    assert "Aucune relocation ne répond" in client.get(url("relocations"), {"travaux": "heavy"}).text


def test_the_board_leaves_as_a_sheet(late, officer, sign_in):
    answer = sign_in(officer).get(url("relocations_export"))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active.values)
    told = (rows[1][0], rows[1][4], rows[1][13])
    assert told == (late.case.reference, "Entrée impossible", "Travaux de remise en état")
    assert rows[1][12] == dt.datetime.combine(late.move_in_on, dt.time())


def test_the_board_asks_as_much_for_one_as_for_many(vacancy, home, officer, sign_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = sign_in(officer)
    client.get(url("relocations"))
    with CaptureQueriesContext(connection) as one:
        client.get(url("relocations"))
    for number in range(4):
        another(home, officer, 200 + number)
    with CaptureQueriesContext(connection) as many:
        client.get(url("relocations"))
    assert len(many) == len(one)


def test_the_board_is_of_ones_perimeter(vacancy, other_officer, sign_in, agency):
    assert vacancy.case.get_absolute_url() not in sign_in(other_officer).get(url("relocations")).text
    reader = UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[agency])
    assert sign_in(reader).get(url("relocations")).status_code == 403
    assert Vacancy.objects.open().count() == 1
