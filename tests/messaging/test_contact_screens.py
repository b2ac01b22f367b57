"""Screens of people: found, read, recorded, by those who have business with them."""

import datetime as dt

import pytest
from django.urls import reverse

from housing import facts
from messaging.models import Contact, OptOut, Phone
from teams.models import WordingWarning
from teams.roles import Role
from tests.housing.factories import BuildingFactory, ResidenceFactory, StaircaseFactory, UnitFactory
from tests.messaging.factories import ContactFactory, a_contact, a_message
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST = reverse("messaging:contacts")
NEW = reverse("messaging:contact_create")
NO_PHONE = {"tel-TOTAL_FORMS": 2, "tel-INITIAL_FORMS": 0}


@pytest.fixture
def home(agency):
    residence = ResidenceFactory(agency=agency, name="Les Lilas")
    unit = UnitFactory(staircase=StaircaseFactory(building=BuildingFactory(residence=residence)), door="12")
    facts.refresh([residence.pk])
    return unit


@pytest.fixture
def tenant(agency, home):
    contact = a_contact(agency, "+33639981234", last_name="Ben Salah", first_name="Éléonore",
                        access_note="Code 24A7", birth_date=dt.date(1980, 2, 3))  # fmt: skip
    contact.move_in(home, since=dt.date(2020, 1, 1), lease_number="B-117")
    return contact


@pytest.fixture
def clerk(agency):
    return UserFactory(roles=[Role.TENANCY_OFFICER], agencies=[agency])


def sent(**values):
    return {
        "last_name": "Durand", "first_name": "Ali", "language": "fr", **NO_PHONE, "tel-0-number": "", **values,
    }  # fmt: skip


def html(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


# --- the list


def test_a_person_is_found_with_home_and_telephone(tenant, agent, sign_in):
    page = html(sign_in(agent).get(f"{LIST}?q=salah 0639 98 lilas"))
    for words in ("Ben Salah", "Les Lilas", "06 39 98 12 34", "B-117", "1 contact"):
        assert words in page
    assert "Personne ne répond" in html(sign_in(agent).get(f"{LIST}?q=roses"))


def test_the_list_is_filtered_by_situation_language_and_agency(tenant, agency, agent, sign_in):
    ContactFactory(agency=agency, last_name="Muet", language="en", needs_care=True, care_instruction="Appeler")

    def shown(query):
        page = html(sign_in(agent).get(f"{LIST}?{query}"))
        return {name for name in ("Ben Salah", "Muet") if name in page}

    assert shown("situation=muet") == shown("situation=attention") == shown("situation=parti") == {"Muet"}
    assert shown("langue=fr") == {"Ben Salah"}
    assert shown(f"agence={agency.pk}&tri=-agence") == {"Ben Salah", "Muet"}


def test_the_list_costs_the_same_for_one_and_for_many(agency, home, agent, sign_in, same_cost):
    def people(count):
        for _ in range(count):
            a_contact(agency).move_in(home, since=dt.date(2020, 1, 1))

    same_cost(sign_in(agent), LIST, people)


def test_only_who_answers_for_the_data_exports_them(tenant, agent, agency, sign_in):
    manager = UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[agency])
    url = reverse("messaging:contacts_export")
    assert sign_in(agent).get(url).status_code == 403
    assert url not in html(sign_in(agent).get(LIST))
    assert url in html(sign_in(manager).get(LIST))
    assert b"".join(sign_in(manager).get(url).streaming_content)[:2] == b"PK"


# --- the page


def test_the_page_says_how_to_reach_the_person_and_where_they_live(tenant, agency, clerk, sign_in):
    a_message(contact=tenant, agency=agency, number="+33639981234", body="Le plombier passe demain.")
    Phone.objects.create(contact=tenant, number="+33639981235", position=1)
    OptOut.objects.begin("+33639981235", source=OptOut.Source.TENANT)
    page = html(sign_in(clerk).get(tenant.get_absolute_url()))
    for words in (
        "Code 24A7",
        "06 39 98 12 34",
        "a refusé les SMS",
        "Les Lilas",
        "B-117",
        "plombier",
        "03/02/1980",
    ):
        assert words in page


def test_who_only_reads_sees_no_birth_date_and_no_way_to_change(tenant, caretaker, sign_in):
    page = html(sign_in(caretaker).get(tenant.get_absolute_url()))
    assert "Code 24A7" in page
    assert "03/02/1980" not in page
    assert "Modifier" not in page
    assert sign_in(caretaker).get(reverse("messaging:contact_change", args=[tenant.pk])).status_code == 403


def test_a_stranger_finds_nobody_and_a_planner_may_not_ask(tenant, other_agent, asset_planner, sign_in):
    assert sign_in(other_agent).get(tenant.get_absolute_url()).status_code == 404
    assert sign_in(other_agent).get(reverse("messaging:contact_change", args=[tenant.pk])).status_code == 404
    assert "Ben Salah" not in html(sign_in(other_agent).get(LIST))
    for url in (LIST, tenant.get_absolute_url()):
        assert sign_in(asset_planner).get(url).status_code == 403


def test_the_page_of_a_home_says_who_lives_there(tenant, home, caretaker, asset_planner, sign_in):
    page = html(sign_in(caretaker).get(home.get_absolute_url()))
    for words in ("Occupants", "Éléonore Ben Salah", "06 39 98 12 34", "Code 24A7"):
        assert words in page
    assert "Ben Salah" not in html(sign_in(asset_planner).get(home.get_absolute_url()))


# --- recording


def test_a_person_is_recorded_with_telephones_and_preferences(agency, clerk, sign_in):
    answer = sign_in(clerk).post(NEW, sent(**{
        "agency": agency.pk, "tel-0-number": "06 39 98 11 11", "tel-1-number": "+33 6 39 98 22 22",
        "by_requests": "email", "email": "ali@exemple.fr", "birth_date": "1990-05-01",
    }))  # fmt: skip
    contact = Contact.objects.get(last_name="Durand")
    assert answer.url == contact.get_absolute_url()
    assert [str(phone.number) for phone in contact.phones.all()] == ["+33639981111", "+33639982222"]
    assert contact.sms_number == "+33639981111"
    assert (contact.channel_for("requests"), contact.channel_for("surveys")) == ("email", "")


def test_a_number_is_read_in_the_plan_of_the_agency_and_refused_elsewhere(agency, clerk, sign_in):
    said = sent(agency=agency.pk, **{"tel-0-number": "0692 12 34 56"})
    page = html(sign_in(clerk).post(NEW, said), 422)
    assert "n’existe pas dans ce territoire" in page
    assert "0692 12 34 56" in page
    agency.phone_region = "RE"
    agency.save()
    assert sign_in(clerk).post(NEW, said).status_code == 302
    assert str(Phone.objects.get().number) == "+262692123456"


def test_someone_already_known_is_shown_before_being_made_twice(tenant, agency, clerk, sign_in):
    said = sent(agency=agency.pk, last_name="ben salah", first_name="eleonore")
    page = html(sign_in(clerk).post(NEW, said), 422)
    assert tenant.get_absolute_url() in page
    same_number = sent(agency=agency.pk, **{"tel-0-number": "0639981234"})
    assert tenant.get_absolute_url() in html(sign_in(clerk).post(NEW, same_number), 422)
    assert Contact.objects.count() == 1
    assert sign_in(clerk).post(NEW, {**said, "sure": "on"}).status_code == 302
    assert Contact.objects.count() == 2


def test_a_person_is_changed_and_what_is_known_of_a_kept_number_stays(tenant, agency, clerk, sign_in):
    Phone.objects.create(contact=tenant, number="+33639985555", position=1)
    Phone.objects.unreachable("+33639981234")
    url = reverse("messaging:contact_change", args=[tenant.pk])
    page = html(sign_in(clerk).get(url))
    assert "+33 6 39 98 12 34" in page
    said = sent(agency=agency.pk, last_name="Ben Salah", first_name="Éléonore", access_note="Sonner deux fois",
                by_requests="letter")  # fmt: skip
    said |= {"tel-TOTAL_FORMS": 4, "tel-INITIAL_FORMS": 2, "tel-0-number": "06 39 98 77 77",
             "tel-1-number": "+33 6 39 98 12 34"}  # fmt: skip
    assert sign_in(clerk).post(url, said).status_code == 302
    tenant.refresh_from_db()
    known = [(str(one.number), bool(one.unreachable_since)) for one in tenant.phones.all()]
    assert known == [("+33639987777", False), ("+33639981234", True)]
    assert (tenant.access_note, tenant.channel_for("requests")) == ("Sonner deux fois", "letter")


def test_an_instruction_is_needed_with_care_and_judgements_are_counted(tenant, agency, clerk, sign_in):
    url = reverse("messaging:contact_change", args=[tenant.pk])
    said = sent(agency=agency.pk, needs_care="on")
    assert "Dites ce qu’il faut faire" in html(sign_in(clerk).post(url, said), 422)
    assert sign_in(clerk).post(url, {**said, "care_instruction": "locataire schizophrène"}).status_code == 302
    warning = WordingWarning.objects.get()
    assert (warning.where, warning.categories) == ("messaging:contact_change:care_instruction", ["health"])


# --- homes


def test_a_home_is_found_by_its_words_and_given(agency, home, clerk, sign_in):
    contact = ContactFactory(agency=agency)
    url = reverse("messaging:contact_move_in", args=[contact.pk])
    assert "Logement" in html(sign_in(clerk).get(f"{url}?logement={home.pk}"))
    said = {"words": home.landlord_ref, "since": "2026-01-01", "lease_number": "B-9"}
    assert sign_in(clerk).post(url, said).status_code == 302
    assert contact.home.unit == home
    assert "habite déjà" in html(sign_in(clerk).post(url, said), 422)
    assert "Aucun logement" in html(sign_in(clerk).post(url, {**said, "words": "zzz 99"}), 422)


def test_of_several_homes_one_is_chosen(agency, home, clerk, sign_in):
    twin = UnitFactory(staircase=home.staircase, door="12")
    contact = ContactFactory(agency=agency)
    url = reverse("messaging:contact_move_in", args=[contact.pk])
    said = {"words": "lilas 12", "since": "2026-01-01"}
    assert "choisissez" in html(sign_in(clerk).post(url, said), 422)
    assert sign_in(clerk).post(url, {**said, "unit": twin.pk}).status_code == 302
    assert contact.home.unit == twin


def test_an_occupancy_is_ended_once_by_who_may(tenant, clerk, caretaker, other_agent, sign_in):
    lived = tenant.occupancies.get()
    url = reverse("messaging:contact_move_out", args=[tenant.pk, lived.pk])
    assert sign_in(caretaker).post(url, {"until": "2026-10-31"}).status_code == 403
    assert sign_in(other_agent).post(url, {"until": "2026-10-31"}).status_code == 404
    client = sign_in(clerk)
    assert "Donnez la date" in html(client.post(url, {"until": ""}, follow=True))
    assert "terminée le 31/10/2026" in html(client.post(url, {"until": "2026-10-31"}, follow=True))
    assert "déjà pris fin" in html(client.post(url, {"until": "2026-11-30"}, follow=True))
