"""« Nouvelle demande » : found by one field, suggested with reasons, written once."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from coordination.models import CasePhoto, Entry, Priority
from housing.models import ComponentKind
from messaging import inbound
from messaging.models import Message
from requests_app import finding
from requests_app.models import Category, Incident, Payer, Request, UrgencySign
from teams.models import WordingWarning
from teams.roles import Role
from tests.coordination.test_photos import a_photo
from tests.housing.factories import EquipmentFactory, PlaceAlertFactory, PlannedWorkFactory, UnitFactory
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
NEW = "/demandes/nouvelle/"


@pytest.fixture
def leak():
    return Category.objects.get(code="fuite-eau")


@pytest.fixture
def lives_there(tenant, unit):
    tenant.move_in(unit, since=timezone.localdate() - dt.timedelta(days=400), lease_number="L-2024-118")
    return tenant


@pytest.fixture
def client(desk, sign_in, keeper, other_keeper):
    return sign_in(desk)


def told(tenant, unit, category, **changed):
    """What the form sends once all is filled in."""
    known = {
        "who": f"c{tenant.pk}u{unit.pk}", "zone": "home", "category": category.pk, "channel": "phone",
        "description": "L’évier fuit depuis ce matin", "priority": category.priority, "act": "save",
        "shown_priority": category.priority, "key": str(uuid.uuid4()),
    }  # fmt: skip
    return {**known, **changed}


def test_a_call_becomes_a_request_with_its_text_and_its_suggestions(client, lives_there, unit, leak):
    answer = client.post(NEW, told(lives_there, unit, leak, availability="Après 17 h"), follow=True)
    request = Request.objects.get()
    assert request.case.unit == unit
    assert (request.contact, request.category, request.availability) == (lives_there, leak, "Après 17 h")
    assert (request.case.priority, request.suggested_priority) == (2, 2)
    assert request.payer == Payer.TENANT
    assert "87-712" in request.payer_basis
    assert f"Demande {request.case.reference} enregistrée. SMS envoyé à {lives_there}." in answer.text
    events = set(Message.objects.filter(case=request.case).values_list("event", flat=True))
    assert events == {"request.opened"}


def test_that_the_tenant_pays_is_told_at_once_when_nothing_presses(client, lives_there, unit):
    client.post(NEW, told(lives_there, unit, Category.objects.get(code="robinet")))
    events = set(Message.objects.filter(case=Request.objects.get().case).values_list("event", flat=True))
    assert events == {"request.opened", "request.yours"}


def test_sent_twice_it_is_one_request(client, lives_there, unit, leak):
    sent = told(lives_there, unit, leak)
    assert client.post(NEW, sent).url == client.post(NEW, sent).url
    assert Request.objects.count() == 1


def test_what_a_person_chooses_against_the_proposal_is_kept_beside_it(client, lives_there, unit, leak):
    client.post(NEW, told(lives_there, unit, leak, priority=3, payer=Payer.LANDLORD))
    request = Request.objects.get()
    assert (request.case.priority, request.suggested_priority) == (3, 2)
    assert "proposé : Locataire" in request.payer_basis


def test_the_field_finds_people_and_places_however_they_are_told(client, lives_there, unit):
    number = lives_there.phones.get().number.as_national
    for words in ("ben salah", "Leïla", number, "L-2024", unit.residence.name):
        hits = client.post(f"{NEW}recherche/", {"q": words}).context["hits"]
        assert hits, words
    assert client.post(f"{NEW}recherche/", {"q": "ben salah"}).context["hits"][0].word == (
        f"c{lives_there.pk}u{unit.pk}"
    )


def test_people_and_places_of_another_agency_are_not_found(unit, lives_there, other_agency, sign_in):
    stranger = UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[other_agency])
    assert finding.find("ben salah", stranger) == []
    found = finding.where(f"c{lives_there.pk}u{unit.pk}", stranger)
    assert (found.contact, found.unit, found.residence) == (None, None, None)


def test_the_only_tenant_of_a_home_is_presumed_to_call_and_may_be_put_off(client, lives_there, unit):
    page = client.get(f"{NEW}?logement={unit.pk}")
    assert page.context["where"].contact == lives_there
    again = client.post(NEW, {"who": f"u{unit.pk}", "act": "look"})
    assert again.context["where"].contact is None


def test_without_place_or_words_nothing_is_written_and_all_is_kept(client, residence, leak):
    sent = {"zone": "common", "category": leak.pk, "channel": "phone", "description": "", "act": "save",
            "availability": "le soir", "key": str(uuid.uuid4())}  # fmt: skip
    answer = client.post(NEW, sent)
    assert answer.status_code == 422
    assert "Dites qui appelle" in answer.text
    assert "Quelques mots" in answer.text
    assert "Confirmez l’urgence proposée" in answer.text
    assert 'value="le soir"' in answer.text
    assert not Request.objects.exists()


def test_in_the_home_one_must_say_which(client, residence, leak):
    answer = client.post(NEW, told(a_contact(residence.agency), UnitFactory(), leak, who=f"r{residence.pk}"))
    assert answer.status_code == 422
    assert "lequel ?" in answer.text


def test_in_common_parts_the_case_is_about_the_staircase(client, lives_there, unit):
    light = Category.objects.get(code="eclairage-commun")
    client.post(NEW, told(lives_there, unit, light, zone="common"))
    case = Request.objects.get().case
    assert (case.unit, case.staircase) == (None, unit.staircase)


def test_the_urgency_follows_signs_words_and_asks_again_when_it_grew(client, lives_there, unit, leak):
    sent = told(lives_there, unit, leak, description="Grosse fuite, impossible de couper l’eau")
    answer = client.post(NEW, sent)
    assert answer.status_code == 422
    assert "plus urgente : U1" in answer.text
    sign = UrgencySign.objects.get(category=leak, label="Impossible de couper l’eau")
    client.post(NEW, {**sent, "priority": 1, "shown_priority": 1, "signs": [sign.pk]})
    request = Request.objects.get()
    assert list(request.signs.all()) == [sign]
    assert (request.case.priority, request.suggested_priority) == (1, 1)


def test_a_chosen_urgency_stays_while_the_proposal_changes(client, lives_there, unit, leak):
    data = told(lives_there, unit, leak, act="look", priority=4, shown_priority=2)
    assert client.post(f"{NEW}apercu/", data).context["priority"] == "4"
    data |= {"priority": 2, "description": "goutte à goutte, impossible de couper"}
    assert client.post(f"{NEW}apercu/", data).context["priority"] == "1"


def test_the_side_says_what_is_open_planned_and_dangerous_here(client, desk, lives_there, unit, leak):
    kind = ComponentKind.objects.get(code="plomberie")
    year = timezone.localdate().year
    PlannedWorkFactory(residence=unit.residence, kind=kind, title="Colonnes de la cuisine", year=year + 1)
    PlannedWorkFactory(residence=unit.residence, kind=kind, title="Trop tard", year=year + 9)
    PlaceAlertFactory(residence=unit.residence, title="Dalles de sol")
    above = UnitFactory(staircase=unit.staircase)
    known = a_tenant_request(above, by=desk, category=leak, at=timezone.now() - dt.timedelta(hours=2))
    page = client.post(f"{NEW}apercu/", told(lives_there, unit, leak)).text
    assert "Colonnes de la cuisine" in page
    assert "Trop tard" not in page
    assert "Dalles de sol" in page
    assert known.case.reference in page
    assert "Même escalier, même nature, il y a 2 h" in page
    assert "annexe" in page
    assert not Entry.objects.exclude(case=known.case).exists()


def test_old_requests_of_neighbours_are_no_twins_but_ones_own_are(client, desk, lives_there, unit, leak):
    old = timezone.now() - dt.timedelta(days=20)
    a_tenant_request(UnitFactory(staircase=unit.staircase), by=desk, category=leak, at=old)
    mine = a_tenant_request(unit, by=desk, contact=lives_there, category=leak, at=old)
    look = client.post(f"{NEW}apercu/", told(lives_there, unit, leak)).context["look"]
    assert [(twin.request, twin.same) for twin in look.twins] == [(mine, True)]


def test_the_same_person_calling_again_adds_to_the_open_file(client, desk, lives_there, unit, leak):
    mine = a_tenant_request(unit, by=desk, contact=lives_there, category=leak)
    sent = {**told(lives_there, unit, leak, description="Toujours personne."), "same": mine.pk}
    del sent["act"]
    for _ in range(2):
        assert client.post(NEW, sent).url == mine.get_absolute_url()
    assert Request.objects.count() == 1
    note = mine.case.entries.get(kind=Entry.Kind.NOTED)
    assert note.text == "Le locataire relance (téléphone) : Toujours personne."
    assert note.visibility == Entry.Visibility.TENANT


def test_another_caller_gets_a_file_and_both_become_one_incident(client, desk, lives_there, unit):
    lift = Category.objects.get(code="ascenseur-panne")
    first = a_tenant_request(unit.staircase, by=desk, category=lift, zone="common")
    sent = told(lives_there, unit, lift, zone="home", description="", same=first.pk, priority="")
    sent["category"] = ""
    del sent["act"]
    for _ in range(2):
        assert client.post(NEW, sent).status_code == 302
    second = Request.objects.exclude(pk=first.pk).get()
    assert (second.contact, second.category, second.case.staircase) == (lives_there, lift, unit.staircase)
    incident = Incident.objects.get()
    assert incident.case.staircase == unit.staircase
    assert set(incident.memberships.values_list("request", flat=True)) == {first.pk, second.pk}
    third = {**sent, "who": f"u{unit.pk}", "key": str(uuid.uuid4())}
    assert client.post(NEW, third).url == first.get_absolute_url()


def test_where_no_incident_can_be_each_file_names_the_other(client, desk, lives_there, unit, keeper):
    lift = Category.objects.get(code="ascenseur-panne")
    caller = a_contact(unit.residence.agency)
    first = a_tenant_request(unit.staircase, by=desk, category=lift, zone="common", contact=caller)
    first.case.tasks.get().answer("done", by=keeper)
    sent = told(lives_there, unit, lift, zone="common", description="", same=first.pk)
    assert client.post(NEW, sent).status_code == 302
    second = Request.objects.exclude(pk=first.pk).get()
    assert not Incident.objects.exists()
    assert first.case.reference in second.case.entries.filter(kind=Entry.Kind.NOTED).get().text


def test_a_request_of_strangers_is_joined_by_nobody(client, other_agency, other_agent, lives_there, unit, leak):
    elsewhere = a_tenant_request(UnitFactory(staircase__building__residence__agency=other_agency), by=other_agent)
    sent = {**told(lives_there, unit, leak), "same": elsewhere.pk}
    assert client.post(NEW, sent).status_code == 404


def test_a_text_to_sort_becomes_a_request_and_is_filed_in_it(client, agency, lives_there, unit, leak):
    text = inbound.receive("test", "SM1", "+33639980077", "Bonjour, ça fuit sous l’évier.")
    Message.objects.filter(pk=text.pk).update(state="to_sort", due_at=None, agency=agency)
    page = client.get(f"{NEW}?message={text.pk}")
    assert "ça fuit sous l’évier" in page.text
    assert page.context["form"]["channel"].value() == "sms"
    client.post(NEW, told(lives_there, unit, leak, message=text.pk, channel="sms"))
    text.refresh_from_db()
    assert text.case == Request.objects.get().case
    again = told(lives_there, unit, leak, message=text.pk)
    answer = client.post(NEW, again)
    assert "déjà classé" in answer.text
    assert Request.objects.count() == 1


def test_photos_come_with_it_and_one_that_is_none_stops_everything(client, lives_there, unit, leak):
    broken = SimpleUploadedFile("x.jpg", b"rien", "image/jpeg")
    answer = client.post(NEW, told(lives_there, unit, leak, photos=[broken]))
    assert answer.status_code == 422
    assert "photo" in answer.text
    assert not Request.objects.exists()
    client.post(NEW, told(lives_there, unit, leak, photos=[a_photo()]))
    assert CasePhoto.objects.get().case == Request.objects.get().case


def test_a_machine_says_where_it_is(client, residence, unit):
    lift = EquipmentFactory(
        residence=residence, staircase=unit.staircase, building=unit.staircase.building, kind="lift"
    )
    out = Category.objects.get(code="ascenseur-panne")
    page = client.post(NEW, {"pick": f"e{lift.pk}"})
    assert page.context["form"]["zone"].value() == "common"
    client.post(
        NEW, told(a_contact(residence.agency), unit, out, who=f"e{lift.pk}", equipment=lift.pk, zone="common")
    )
    request = Request.objects.get()
    assert (request.equipment, request.case.staircase, request.contact) == (lift, unit.staircase, None)


def test_words_about_health_warn_and_are_counted_without_them(client, lives_there, unit, leak):
    client.post(NEW, told(lives_there, unit, leak, description="Fuite chez une locataire schizophrène"))
    assert Request.objects.count() == 1
    assert WordingWarning.objects.filter(where="requests_app:new:description").exists()


def test_somebody_to_take_care_of_makes_it_one_level_more_urgent(client, lives_there, unit):
    lives_there.needs_care, lives_there.care_instruction = True, "Laisser sonner longtemps"
    lives_there.save()
    shutter = Category.objects.get(code="volet")
    page = client.post(f"{NEW}apercu/", told(lives_there, unit, shutter, act="look"))
    assert page.context["look"].urgency.priority == Priority.URGENT
    assert "Laisser sonner" in client.post(NEW, told(lives_there, unit, shutter, act="look")).text


def test_the_screen_asks_as_much_for_one_open_request_as_for_many(
    client, desk, lives_there, unit, leak, same_cost
):
    def make(count):
        for _ in range(count):
            a_tenant_request(unit, by=desk, contact=lives_there, category=leak)

    same_cost(client, f"{reverse('requests_app:new')}?contact={lives_there.pk}&logement={unit.pk}", make)


def test_planners_do_not_record_requests(asset_planner, sign_in):
    assert sign_in(asset_planner).get(NEW).status_code == 403
