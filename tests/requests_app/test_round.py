"""The round of the day on a tablet: what it shows, what one does there, and that it is done once."""

import datetime as dt
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from coordination.clock import holidays_of
from coordination.models import Entry, Task
from messaging.models import Contact, Message
from proximity import execution
from requests_app.models import Appointment, NoAccess
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.housing.factories import PlannedWorkFactory, ResidenceFactory
from tests.proximity.order_factories import done
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import UserFactory

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def task(request_):
    return request_.case.tasks.get()


@pytest.fixture
def page(sign_in, keeper):
    return sign_in(keeper)


def url(name, task, **keys):
    return reverse(f"requests_app:round_{name}", args=[task.pk], **keys)


def a_photo(colour="red") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return SimpleUploadedFile("photo.jpg", out.getvalue(), "image/jpeg")


def text(response) -> str:
    return response.content.decode()


def test_the_round_shows_ones_tasks_stop_by_stop_and_nothing_of_others(page, request_, residence, agency, desk):
    other = ResidenceFactory(agency=agency, name="Les Tilleuls", latitude=42.7, longitude=9.45)
    a_case(other, by=desk)
    a_case(ResidenceFactory(name="Ailleurs"), by=desk)
    shown = text(page.get("/tournee/"))
    assert residence.name in shown
    assert 'data-lat="42.700000"' in shown
    assert "Ailleurs" not in shown


def test_only_this_page_may_ask_where_it_is(page, task):
    assert "geolocation=(self)" in page.get("/tournee/")["Permissions-Policy"]
    assert "geolocation=()" in page.get(url("task", task))["Permissions-Policy"]


def test_todays_visits_come_first(page, request_):
    start = timezone.localtime().replace(hour=12, minute=0)
    Appointment.objects.create(request=request_, starts_at=start, ends_at=start + dt.timedelta(hours=2))
    later = start + dt.timedelta(days=1)
    shown = text(page.get("/tournee/"))
    assert "12:00 – 14:00" in shown
    Appointment.objects.update(starts_at=later, ends_at=later + dt.timedelta(hours=2))
    assert "12:00 – 14:00" not in text(page.get("/tournee/"))


def test_the_page_is_light_and_costs_the_same(page, same_cost, residence, desk, keeper, other_keeper):
    same_cost(page, "/tournee/", lambda count: [a_case(residence, by=desk) for _ in range(count)])
    for _ in range(30):
        a_case(residence, by=desk)
    response = page.get("/tournee/")
    assert "Le reste est dans « Mon travail »" in text(response)
    assert len(response.content) < 60 * 1024


def test_the_page_of_a_task_tells_what_where_and_whom(page, task, tenant, residence):
    Contact.objects.filter(pk=tenant.pk).update(
        access_note="Code 12B", needs_care=True, care_instruction="Laisser sonner longtemps"
    )
    PlannedWorkFactory(residence=residence, title="Réfection des chutes", year=timezone.localdate().year + 1)
    response = page.get(url("task", task))
    shown = text(response)
    for said in (
        "Leïla Ben Salah",
        f"tel:{tenant.sms_number}",
        "Code 12B",
        "Laisser sonner",
        "Réfection des chutes",
    ):
        assert said in shown
    assert len(response.content) < 60 * 1024


def test_a_stranger_does_not_learn_that_the_task_exists(sign_in, other_agent, task):
    assert sign_in(other_agent).get(url("task", task)).status_code == 404


def test_a_colleague_of_another_trade_may_not_act(sign_in, agency, task):
    technician = sign_in(UserFactory(roles=[Role.TECHNICIAN], agencies=[agency]))
    assert technician.post(url("take", task), {"key": uuid.uuid4()}).status_code == 403


def test_the_desk_has_no_round(sign_in, desk):
    assert sign_in(desk).get("/tournee/").status_code == 403


def test_taken_twice_it_is_still_theirs(page, task, keeper):
    for key in (uuid.uuid4(), uuid.uuid4()):
        assert page.post(url("take", task), {"key": key}).status_code == 302
    task.refresh_from_db()
    assert task.assignee == keeper


def test_a_note_and_a_photo_sent_twice_are_kept_once(page, task):
    key = uuid.uuid4()
    for _ in range(2):
        response = page.post(
            url("note", task), {"key": key, "text": "Joint à changer", "photos": a_photo()}, **JSON
        )
        assert response.json() == {"next": url("task", task)}
    assert task.case.entries.filter(kind=Entry.Kind.NOTED).count() == 1
    assert task.case.photos.count() == 1


def test_photos_of_both_fields_arrive(page, task):
    sent = {"key": uuid.uuid4(), "photos": [a_photo(), a_photo("blue")]}
    assert page.post(url("note", task), sent).status_code == 302
    assert task.case.photos.count() == 2


def test_what_is_no_photo_comes_back_with_what_was_typed(page, task):
    fake = SimpleUploadedFile("photo.jpg", b"rien", "image/jpeg")
    response = page.post(url("note", task), {"key": uuid.uuid4(), "text": "Fuite au joint", "photos": fake})
    assert response.status_code == 422
    assert "Fuite au joint" in text(response)
    assert "n’est pas une photo" in text(response)
    assert not task.case.entries.filter(kind=Entry.Kind.NOTED).exists()


def test_an_empty_note_is_told_in_words_to_the_script(page, task):
    response = page.post(url("note", task), {"key": uuid.uuid4(), "text": ""}, **JSON)
    assert response.status_code == 422
    assert response.json() == {"errors": ["Écrivez une note, ou ajoutez une photo."]}


def test_nobody_home_is_counted_once_per_sending(page, task):
    key = uuid.uuid4()
    for _ in range(2):
        page.post(url("no_access", task), {"key": key, "text": ""})
    assert NoAccess.objects.count() == 1
    assert Message.objects.filter(event="request.no_access").count() == 1
    assert "1 passage sans accès" in text(page.get(url("task", task)))


def test_a_day_alone_tells_nobody_and_a_slot_tells_the_tenant(page, task):
    monday = timezone.localdate() + dt.timedelta(days=7 - timezone.localdate().weekday())
    while monday in holidays_of(monday.year):
        monday += dt.timedelta(days=1)
    page.post(url("expect", task), {"key": uuid.uuid4(), "day": monday.isoformat()})
    task.refresh_from_db()
    assert task.expected_on == monday
    assert not Appointment.objects.exists()
    page.post(url("expect", task), {"key": uuid.uuid4(), "day": monday.isoformat(), "hour": "8"})
    assert Appointment.objects.standing().count() == 1
    assert Message.objects.filter(event="request.appointment").count() == 1


def test_finished_once_however_often_it_is_sent(page, task):
    sent = {"key": uuid.uuid4(), "outcome": "done", "text": "Joint changé"}
    for _ in range(2):
        response = page.post(url("finish", task), sent, **JSON)
        assert response.json() == {"next": "/tournee/"}
    assert Message.objects.filter(event="request.done").count() == 1
    assert "Tâche terminée" in text(page.get(url("task", task)))


def test_an_outcome_that_asks_for_words_comes_back(page, task):
    response = page.post(url("finish", task), {"key": uuid.uuid4(), "outcome": "declined", "text": ""})
    assert response.status_code == 422
    assert "dites-en plus" in text(response)
    assert Task.objects.get(pk=task.pk).is_open


def test_what_somebody_else_finished_is_refused_in_words(page, task, other_keeper):
    task.answer("done", by=other_keeper)
    response = page.post(url("finish", task), {"key": uuid.uuid4(), "outcome": "done"}, **JSON)
    assert response.status_code == 422
    assert "déjà terminée" in response.json()["errors"][0]


def test_tasks_of_other_processes_have_a_page_too(page, residence, desk, keeper, other_keeper):
    case = a_case(residence, by=desk)
    shown = text(page.get(url("task", case.tasks.get())))
    assert "Prévue le" in shown
    assert "Personne" not in shown


def test_nobody_home_is_no_act_of_other_processes(page, residence, desk, keeper, other_keeper):
    case = a_case(residence, by=desk)
    assert page.post(url("no_access", case.tasks.get()), {"key": uuid.uuid4()}).status_code == 404


def test_the_phone_is_shown_to_who_goes_there(page, unit, desk, keeper, other_keeper):
    nobody = a_tenant_request(unit, by=desk)
    assert "tel:" not in text(page.get(url("task", nobody.case.tasks.get())))


def test_orders_that_are_done_wait_at_their_stop_for_whoever_may_accept_them(
    page, client, residence, agency, desk
):
    manager = UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency])
    mine = a_case(residence, by=desk)
    mine.tasks.open().update(role=Role.PROXIMITY_MANAGER, assignee=manager, team=None)
    order = done(a_case(residence, by=desk), manager, title="Changer le joint")
    shown = text(page.get("/tournee/"))
    assert "À réceptionner ici" not in shown
    client.force_login(manager)
    shown = text(client.get("/tournee/"))
    assert "À réceptionner ici" in shown
    assert order.get_absolute_url() in shown
    execution.accept(order, by=manager)
    assert "À réceptionner ici" not in text(client.get("/tournee/"))
