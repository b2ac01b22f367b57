"""Parameters, service levels and opening hours: read by everybody, changed by the administrator from today on."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.models import Parameter, Process, ServiceLevel, WorkingCalendar
from coordination.parameters import value

pytestmark = pytest.mark.django_db
CODE = "matrix.window"
PARAMETERS = reverse("coordination:parameters")
DELAYS = reverse("coordination:delays")


@pytest.fixture
def client(admin, sign_in):
    return sign_in(admin)


def url(name, *args):
    return reverse(f"coordination:{name}", args=args)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def day(ahead):
    return timezone.localdate() + dt.timedelta(days=ahead)


def new(**values):
    return {"starts_on": day(0), "value": "90", "basis": "Décision du 20 novembre"} | values


def labels(response) -> list[str]:
    return [one.declared.label for one, _ in response.context["found"]]


# --- the list


def test_the_list_says_value_source_and_next_change(keeper, sign_in, client):
    client.post(url("parameter_create", CODE), new(starts_on=day(10)))
    response = sign_in(keeper).get(PARAMETERS)
    assert f"90 jours le {day(10):%d/%m/%Y}" in text(response)
    assert "180 jours" in text(response)


def test_what_nobody_verified_for_long_is_marked_and_filtered(client):
    Parameter.objects.filter(code=CODE).update(verified_on=day(0))
    Parameter.objects.filter(code="matrix.replayed").update(verified_on=day(-400))
    found = {one.declared.code: stale for one, stale in client.get(PARAMETERS).context["found"]}
    assert (found[CODE], found["matrix.replayed"]) == (False, True)
    shown = labels(client.get(f"{PARAMETERS}?averifier=oui"))
    assert "Période rejouée par la simulation" in shown
    assert "Période où l’on compte les corrections" not in shown


def test_the_list_is_searched_without_accents_and_sorted(client):
    assert labels(client.get(f"{PARAMETERS}?q=periode+rejouee")) == ["Période rejouée par la simulation"]
    assert "Aucun paramètre ne répond" in text(client.get(f"{PARAMETERS}?q=zzz"))
    Parameter.objects.filter(code=CODE).update(verified_on=day(0))
    assert labels(client.get(f"{PARAMETERS}?tri=-verifie"))[0] == "Période où l’on compte les corrections"


def test_the_list_is_exported(client):
    response = client.get(f"{reverse('coordination:parameters_export')}?q=rejouee")
    found = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [cell.value for cell in found[2]][1:3] == ["Période rejouée par la simulation", "91 jours"]


# --- a new value


def test_a_new_value_ends_the_former_and_keeps_it_readable(client):
    client.post(url("parameter_create", CODE), new(starts_on=day(3)))
    assert (value(CODE, day(2)), value(CODE, day(3))) == (180, 90)
    page = text(client.get(url("parameter", CODE)))
    assert "180 jours" in page
    assert "Décision du 20 novembre" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_on": "2020-01-01"}, "Aujourd’hui au plus tôt"),
        ({"value": "-1"}, "Zéro ou plus."),
        ({"basis": ""}, "obligatoire"),
    ],
)
def test_a_wrong_value_comes_back_and_changes_nothing(client, wrong, said):
    response = client.post(url("parameter_create", CODE), new(**wrong))
    assert (response.status_code, said in text(response)) == (422, True)
    assert value(CODE) == 180


def test_a_count_is_a_whole_number(client):
    response = client.post(url("parameter_create", "matrix.corrected_least"), new(value="2.5"))
    assert (response.status_code, "Un nombre entier." in text(response)) == (422, True)


def test_the_same_value_sent_twice_is_one(client):
    statuses = [client.post(url("parameter_create", CODE), new()).status_code for _ in range(2)]
    assert statuses == [302, 422]
    assert Parameter.objects.filter(code=CODE).count() == 2


def test_a_value_to_come_is_taken_back_a_running_one_is_not(client):
    running = Parameter.objects.get(code=CODE)
    client.post(url("parameter_create", CODE), new(starts_on=day(3)))
    coming = Parameter.objects.exclude(pk=running.pk).get(code=CODE)
    client.post(url("parameter_withdraw", CODE, coming.pk))
    assert "a déjà commencé" in text(client.post(url("parameter_withdraw", CODE, running.pk), follow=True))
    assert Parameter.objects.get(code=CODE).period.upper is None
    assert value(CODE, day(3)) == 180


def test_a_value_is_verified_without_being_changed(client):
    row = Parameter.objects.get(code=CODE)
    client.post(url("parameter_verify", CODE, row.pk))
    row.refresh_from_db()
    assert (row.verified_on, row.value) == (day(0), 180)


def test_the_director_reads_and_does_not_write(director, sign_in):
    row, client = Parameter.objects.get(code=CODE), sign_in(director)
    assert "Nouvelle valeur" not in text(client.get(url("parameter", CODE)))
    for address in (url("parameter_create", CODE), url("parameter_verify", CODE, row.pk)):
        assert client.post(address, new()).status_code == 403


def test_what_is_not_declared_is_not_found(client):
    assert client.get(url("parameter", "nothing")).status_code == 404
    assert client.post(url("parameter_verify", CODE, 999999)).status_code == 404


# --- service levels and opening hours


def test_the_delays_of_each_process_and_urgency_are_read(keeper, sign_in):
    page = text(sign_in(keeper).get(DELAYS))
    assert "5 jours ouvrés" in page
    assert "lundi, mardi, mercredi, jeudi, vendredi, de 8 h à 18 h" in page


def test_a_new_delay_holds_from_its_day_on(client):
    sent = {"starts_on": day(1), "amount": "3", "unit": "working_days", "basis": "Charte"}
    client.post(url("level_create", "request", 3), sent)
    assert ServiceLevel.objects.delay("request", 3, day(0)).amount == 5
    assert ServiceLevel.objects.delay("request", 3, day(1)).amount == 3


@pytest.mark.parametrize(("amount", "said"), [("0", "plus grand que zéro"), ("1.5", "Un nombre entier")])
def test_a_delay_that_makes_no_sense_comes_back(client, amount, said):
    sent = {"starts_on": day(1), "amount": amount, "unit": "working_days", "basis": "Charte"}
    response = client.post(url("level_create", "request", 3), sent)
    assert (response.status_code, said in text(response)) == (422, True)


def test_a_process_that_promised_nothing_may_begin_to(client):
    assert not Process.objects.get(pk="vacancy").levels.exists()
    sent = {"starts_on": day(0), "amount": "30", "unit": "days", "basis": "Objectif"}
    client.post(url("level_create", "vacancy", 3), sent)
    assert Process.objects.get(pk="vacancy").levels.get().amount == 30


def test_an_unknown_urgency_is_not_found(client):
    assert client.get(url("level", "request", 9)).status_code == 404


HOURS = {"weekdays": ["0", "1", "2", "3"], "opens": "09:00", "closes": "17:30", "basis": "Accord local"}


def test_an_agency_gets_hours_of_its_own(client, agency):
    client.post(url("hours_create", agency.pk), HOURS | {"starts_on": day(0)})
    own = WorkingCalendar.objects.get(agency=agency)
    assert own.said == "lundi, mardi, mercredi, jeudi, de 9 h à 17 h 30"
    assert WorkingCalendar.objects.of(None).get().said.endswith("de 8 h à 18 h")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"closes": "08:00"}, "La fermeture vient avant l’ouverture."),
        ({"weekdays": []}, "obligatoire"),
        ({"opens": "02:30"}, "cette heure change deux fois par an"),
    ],
)
def test_hours_that_make_no_sense_come_back(client, agency, wrong, said):
    response = client.post(url("hours_create", agency.pk), HOURS | {"starts_on": day(0)} | wrong)
    assert (response.status_code, said in text(response)) == (422, True)
    assert not WorkingCalendar.objects.filter(agency=agency).exists()


def test_a_stranger_does_not_see_the_hours_of_another_agency(agency, other_agent, sign_in):
    assert sign_in(other_agent).get(url("hours", agency.pk)).status_code == 404
    assert agency.name not in text(sign_in(other_agent).get(DELAYS))


def test_levels_and_hours_are_verified_and_exported(client):
    level, hours = ServiceLevel.objects.get(process="request", priority=1), WorkingCalendar.objects.get()
    client.post(url("level_verify", "request", 1, level.pk))
    client.post(url("hours_verify", 0, hours.pk))
    level.refresh_from_db()
    hours.refresh_from_db()
    assert (level.verified_on, hours.verified_on) == (day(0), day(0))
    response = client.get(reverse("coordination:delays_export"))
    found = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert found.max_row == 2 + ServiceLevel.objects.count()
