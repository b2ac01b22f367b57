"""The screens: the tablet's zones, the page of a check, lists, acts; strangers 404, missing roles 403."""

import io
import uuid

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from proximity import cleaning_contest, cleaning_redo, penalty_procedure
from proximity.models import CleaningCheck, CleaningRedo, CleaningService, Penalty
from teams.roles import Role
from tests.housing.factories import BuildingFactory, StaircaseFactory
from tests.proximity.cleaning.factories import (
    BAD_HALL,
    a_check,
    a_contract,
    a_service,
    failed_twice,
    fresh,
    grid,
    step,
)
from tests.requests_app.pictures import a_photo
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(residence):
    return a_service(residence)


def url(name, *args):
    return reverse(f"proximity:cleaning_{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def zone_form(zone, note="3", **said):
    data = {f"note_{item.pk}": note for item in zone.items.all()} | {"key": uuid.uuid4()}
    return data | said


def zones():
    return list(grid().zones.prefetch_related("items"))


def begun(client, service) -> CleaningCheck:
    client.post(url("start", service.pk))
    return CleaningCheck.objects.get(service=service, closed_at=None)


def test_a_check_is_made_zone_by_zone_signed_and_closed(service, caretaker, sign_in):
    client = sign_in(caretaker)
    response = client.post(url("start", service.pk))
    check = CleaningCheck.objects.get()
    for zone in zones():
        assert response.url == url("zone", check.pk, zone.pk)
        assert zone.label in text(client.get(response.url))
        response = client.post(response.url, zone_form(zone))
    assert response.url == url("close", check.pk)
    signed = {"key": uuid.uuid4(), "presence": "present", "signed_by": "Mme Petit, cheffe", "signature": a_photo()}
    assert client.post(response.url, signed).url == check.get_absolute_url()
    page = text(client.get(check.get_absolute_url()))
    assert "100,0" in page
    assert "Mme Petit, cheffe" in page


def test_one_button_says_that_the_rest_is_clean_or_does_not_apply(service, caretaker, sign_in):
    client = sign_in(caretaker)
    check = begun(client, service)
    first, second = zones()[:2]
    item = first.items.first()
    client.post(url("zone", check.pk, first.pk), {f"note_{item.pk}": "2", "tous": "3", "key": uuid.uuid4()})
    client.post(url("zone", check.pk, second.pk), {"tous": "na", "key": uuid.uuid4()})
    notes = dict(check.notes.values_list("item", "note"))
    assert (notes[item.pk], {notes[other.pk] for other in second.items.all()}) == (2, {None})
    assert [note for pk, note in notes.items() if note == 3]


def test_a_bad_note_comes_back_for_its_cause_and_photo_and_keeps_what_was_said(service, caretaker, sign_in):
    client = sign_in(caretaker)
    check, zone = begun(client, service), zones()[0]
    item = zone.items.first()
    address = url("zone", check.pk, zone.pk)
    response = client.post(address, zone_form(zone, **{f"note_{item.pk}": "0"}))
    page = text(response)
    assert response.status_code == 422
    assert "Donnez la cause." in page
    assert "Ajoutez une photo." in page
    said = {f"note_{item.pk}": "0", f"cause_{item.pk}": "usage", f"photos_{item.pk}": a_photo()}
    assert client.post(address, zone_form(zone, **said)).status_code == 302
    assert check.photos.get().item == item


def test_the_script_that_keeps_acts_gets_words_instead_of_pages(service, caretaker, sign_in):
    client = sign_in(caretaker)
    check, zone = begun(client, service), zones()[0]
    address = url("zone", check.pk, zone.pk)
    refused = client.post(address, {"key": uuid.uuid4()}, headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["errors"][0]) == (422, "Sol : Notez ce point.")
    kept = client.post(address, zone_form(zone), headers={"accept": "application/json"})
    assert kept.json()["next"] == url("zone", check.pk, zones()[1].pk)


def test_a_photo_that_is_none_is_refused_in_french(service, caretaker, sign_in):
    from tests.requests_app.pictures import a_broken_photo

    client = sign_in(caretaker)
    check, zone = begun(client, service), zones()[0]
    item = zone.items.first()
    said = {f"note_{item.pk}": "0", f"cause_{item.pk}": "usage", f"photos_{item.pk}": a_broken_photo()}
    response = client.post(url("zone", check.pk, zone.pk), zone_form(zone, **said))
    assert response.status_code == 422
    assert "n’est pas une photo" in text(response)


def test_nobody_signs_without_a_name_or_a_signature(service, caretaker, sign_in):
    client = sign_in(caretaker)
    check = begun(client, service)
    response = client.post(url("close", check.pk), {"key": uuid.uuid4(), "presence": "present"})
    page = text(response)
    assert response.status_code == 422
    assert "Écrivez le nom" in page
    assert "Faites signer" in page


def test_ones_own_work_is_refused_with_a_word(residence, caretaker, sign_in):
    service = a_service(residence, "caretaker", employee=caretaker)
    page = text(sign_in(caretaker).post(url("start", service.pk), follow=True))
    assert "On ne contrôle pas son propre travail" in page
    assert not CleaningCheck.objects.exists()


@pytest.fixture
def failed(service, caretaker):
    return a_check(service, caretaker, BAD_HALL)


def pages(check):
    """Everything about one check, its place and its residence."""
    service = check.service
    return [
        check.get_absolute_url(), url("zone", check.pk, zones()[0].pk), url("close", check.pk),
        url("report", check.pk), url("contest", check.pk), url("contest_answer", check.pk),
        url("photo", check.photos.first().pk), url("thumbnail", check.photos.first().pk),
        url("residence", service.residence_id), url("panel", service.residence_id),
        url("service_create", service.residence_id), url("service_end", service.pk),
        url("redo", check.case.reference), url("redone", check.case.reference),
        url("penalty_propose", check.case.reference),
    ]  # fmt: skip


def test_a_stranger_finds_nothing(failed, other_agency, sign_in):
    stranger = UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[other_agency])
    client = sign_in(stranger)
    for address in pages(failed):
        assert client.get(address).status_code == 404, address
    assert client.post(url("start", failed.service_id)).status_code == 404
    assert "Les Lilas" not in text(client.get(url("checks"))) + text(client.get(url("places")))


def test_who_has_another_trade_is_kept_out(failed, agency, sign_in):
    officer = UserFactory(roles=[Role.LEASING_OFFICER], agencies=[agency])
    client = sign_in(officer)
    for address in [*pages(failed), url("checks"), url("places"), url("penalties"), url("grid")]:
        assert client.get(address).status_code == 403, address


def test_a_task_that_is_not_ones_own_is_refused(failed, caretaker, sign_in):
    """The first action is with the sector's manager: the caretaker sees the case and may not order."""
    assert sign_in(caretaker).get(url("redo", failed.case.reference)).status_code == 403


def test_the_redo_is_ordered_and_said_done_from_the_case(failed, agent, sign_in):
    client = sign_in(agent)
    page = text(client.get(failed.case.get_absolute_url()))
    assert url("redo", failed.case.reference) in page
    assert "Demander la reprise" in page
    client.post(url("redo", failed.case.reference), {"key": uuid.uuid4(), "words": "Laver le hall"})
    assert CleaningRedo.objects.get().words == "Laver le hall"
    assert url("redone", failed.case.reference) in text(client.get(failed.case.get_absolute_url()))
    client.post(url("redone", failed.case.reference), {"key": uuid.uuid4(), "words": ""})
    assert step(failed.case) == "recheck"
    assert url("start", failed.service_id) in text(client.get(failed.case.get_absolute_url()))


def test_the_case_says_why_it_is_mine_at_each_step(failed, agent, sign_in):
    page = text(sign_in(agent).get(failed.case.get_absolute_url()))
    assert "Pourquoi" in page
    assert "Première fois" in page


def test_a_contest_is_noted_and_answered_on_the_page(failed, caretaker, agent, sign_in):
    sign_in(caretaker).post(url("contest", failed.pk), {"key": uuid.uuid4(), "words": "C’était propre"})
    mine = text(sign_in(caretaker).get(failed.get_absolute_url()))
    assert url("contest_answer", failed.pk) not in mine
    client = sign_in(agent)
    assert url("contest_answer", failed.pk) in text(client.get(failed.get_absolute_url()))
    client.post(
        url("contest_answer", failed.pk), {"key": uuid.uuid4(), "upheld": "oui", "words": "Photos à l’appui"}
    )
    assert "Contrôle maintenu" in text(client.get(failed.get_absolute_url()))


def test_a_contest_of_a_check_without_a_case_comes_back_to_its_page(service, caretaker, sign_in):
    check = a_check(service, caretaker)
    client = sign_in(caretaker)
    assert client.get(url("contest", check.pk)).status_code == 200
    response = client.post(url("contest", check.pk), {"key": uuid.uuid4(), "words": "Trop sévère"})
    assert response.url == check.get_absolute_url()


def test_the_report_is_a_pdf_with_the_signature(service, caretaker, sign_in):
    check = a_check(service, caretaker, signed_by="Mme Petit", signature=a_photo())
    response = sign_in(caretaker).get(url("report", check.pk))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert b"/Image" in response.content


def proposed(service, caretaker, agent) -> Penalty:
    again = failed_twice(service, caretaker, agent)
    penalty_procedure.propose(again.case, events=["reprise"], text="", by=agent)
    return Penalty.objects.get()


def test_a_penalty_goes_all_the_way_by_its_buttons(service, caretaker, agent, contract_manager, sign_in):
    again = failed_twice(service, caretaker, agent)
    reference = again.case.reference
    assert "Reprise non faite" in text(sign_in(agent).get(url("penalty_propose", reference)))
    sign_in(agent).post(
        url("penalty_propose", reference), {"key": uuid.uuid4(), "events": ["reprise"], "text": ""}
    )
    penalty, client = Penalty.objects.get(), sign_in(contract_manager)
    for name, said in [
        ("notify", {}), ("observe", {"words": "Agent malade"}), ("confirm", {"words": "Non retenu"}),
        ("apply", {"invoice": "F-12", "on": timezone.localdate()}),
    ]:  # fmt: skip
        address = url("penalty_move", penalty.pk, name)
        assert address in text(client.get(penalty.get_absolute_url()))
        assert client.get(address).status_code == 200
        assert client.post(address, {"key": uuid.uuid4(), **said}).status_code == 302, name
    page = text(client.get(url("penalties")))
    assert "F-12" in page
    assert "50" in page


def test_only_those_who_decide_move_a_penalty(service, caretaker, agent, other_agency, sign_in):
    penalty = proposed(service, caretaker, agent)
    assert sign_in(agent).get(penalty.get_absolute_url()).status_code == 200
    assert sign_in(agent).post(url("penalty_move", penalty.pk, "notify")).status_code == 403
    stranger = UserFactory(roles=[Role.CONTRACT_MANAGER], agencies=[other_agency])
    assert sign_in(stranger).get(penalty.get_absolute_url()).status_code == 404
    assert sign_in(stranger).post(url("penalty_move", penalty.pk, "notify")).status_code == 404


def test_a_move_too_early_comes_back_with_why(service, caretaker, agent, contract_manager, sign_in):
    penalty = proposed(service, caretaker, agent)
    response = sign_in(contract_manager).post(
        url("penalty_move", penalty.pk, "confirm"), {"key": uuid.uuid4(), "words": "Vite"}
    )
    assert response.status_code == 422
    assert "n’est plus possible" in text(response)


def test_a_check_that_was_never_made_is_no_penalty_move(service, caretaker, agent, contract_manager, sign_in):
    penalty = proposed(service, caretaker, agent)
    assert sign_in(contract_manager).get(url("penalty_move", penalty.pk, "forget")).status_code == 404


@pytest.fixture
def staircase(residence):
    return StaircaseFactory(building=BuildingFactory(residence=residence), name="Hall B")


def test_one_says_who_cleans_and_the_list_shows_it(residence, staircase, agent, sign_in):
    contract = a_contract(residence)
    client = sign_in(agent)
    address = url("service_create", residence.pk)
    assert "Hall B" in text(client.get(address))
    said = {
        "key": uuid.uuid4(), "staircase": staircase.pk, "area": "", "performer": "company",
        "contract": contract.pk, "employee": "", "since": "2026-01-01",
    }  # fmt: skip
    assert client.post(address, said).status_code == 302
    assert "Net Plus" in text(client.get(url("places")))
    twice = client.post(address, said | {"key": uuid.uuid4()})
    assert twice.status_code == 422
    assert "déjà cet endroit" in text(twice)


def test_a_company_without_a_contract_is_refused(residence, staircase, agent, sign_in):
    said = {"key": uuid.uuid4(), "staircase": staircase.pk, "performer": "company", "since": "2026-01-01"}
    response = sign_in(agent).post(url("service_create", residence.pk), said)
    assert response.status_code == 422
    assert "Choisissez le marché" in text(response)


def test_a_service_that_ends_leaves_the_list(service, agent, sign_in):
    client = sign_in(agent)
    assert (
        client.post(url("service_end", service.pk), {"key": uuid.uuid4(), "on": timezone.localdate()}).status_code
        == 302
    )
    assert not fresh_service(service).is_running
    assert "Net Plus" not in text(client.get(url("places")))


def fresh_service(service):
    return CleaningService.objects.get(pk=service.pk)


def test_lists_filter_sort_and_export(service, failed, caretaker, residence, sign_in):
    a_check(a_service(residence, "staff"), caretaker)
    client = sign_in(caretaker)
    assert client.get(url("checks") + "?resultat=failed").context["page"].paginator.count == 1
    assert client.get(url("checks") + "?qui=staff").context["page"].paginator.count == 1
    scores = [one.score for one in client.get(url("checks") + "?tri=note").context["page"]]
    assert scores == sorted(scores)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(url("checks_export")))))
    assert sheet.active.max_row == 3
    assert client.get(url("places") + "?quand=retard").context["page"].paginator.count == 0
    places = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(url("places_export")))))
    assert places.active.max_row == 3


@pytest.mark.parametrize("name", ["checks", "places"])
def test_lists_cost_the_same_for_one_row_and_many(
    name, residence, caretaker, agent, sign_in, django_assert_max_num_queries
):
    client = sign_in(agent)
    contract = a_contract(residence)
    a_check(a_service(residence, contract=contract), caretaker, BAD_HALL)
    client.get(url(name))
    with django_assert_max_num_queries(12) as first:
        client.get(url(name))
    for _ in range(4):
        a_check(a_service(residence, contract=contract), caretaker, BAD_HALL)
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(url(name))


def test_a_residence_shows_twelve_months_of_each_place(failed, caretaker, residence, sign_in):
    page = text(sign_in(caretaker).get(url("residence", residence.pk)))
    assert failed.get_absolute_url() in page
    assert "non conforme" in page
    assert "cleaning-chart-data" in page
    panel = text(sign_in(caretaker).get(url("panel", residence.pk)))
    assert "Net Plus" in panel


def test_a_residence_costs_the_same_for_one_check_and_many(
    residence, caretaker, agent, sign_in, django_assert_max_num_queries
):
    client = sign_in(agent)
    a_check(a_service(residence), caretaker)
    client.get(url("residence", residence.pk))
    with django_assert_max_num_queries(12) as first:
        client.get(url("residence", residence.pk))
    for _ in range(3):
        a_check(a_service(residence), caretaker)
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(url("residence", residence.pk))


def test_a_check_annulled_by_a_contest_says_so_in_the_list(failed, caretaker, agent, sign_in):
    made = cleaning_contest.contest(failed, words="Non", by=caretaker)
    cleaning_contest.answer(made, upheld=False, words="Exact", by=agent)
    assert "annulé après contestation" in text(sign_in(agent).get(url("checks")))


def test_the_grid_tells_zones_weights_and_knock_outs(caretaker, sign_in):
    page = text(sign_in(caretaker).get(url("grid")))
    assert "Local poubelles" in page
    assert "déjections (éliminatoire)" in page


def test_a_redo_waits_in_the_case_until_its_time_is_over(failed, agent, sign_in):
    cleaning_redo.order(failed.case, words="Hall", by=agent)
    assert "avant le" in text(sign_in(agent).get(failed.case.get_absolute_url()))
    assert fresh(failed).stands
