"""What a cleaning firm answers on its own pages: in time, once, and only about what is its own."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proximity import cleaning_mail, cleaning_redo, penalty_procedure, posting
from proximity.cleaning_posting import left_to_the_hourly_task
from proximity.models import CleaningCheck, CleaningContest, CleaningRedo, Penalty
from teams.workflow import MoveRefused
from tests.proximity.cleaning.factories import BAD_HALL, a_check, a_company, a_service, failed_twice, fresh
from tests.requests_app.pictures import a_broken_photo, a_photo

pytestmark = pytest.mark.django_db
KEY = "1b1d2f3a-0000-4000-8000-00000000000{}"


@pytest.fixture
def service(residence):
    return a_service(residence)


@pytest.fixture
def token(service):
    return posting.link_of(service.contract.contractor).token


@pytest.fixture
def stranger():
    return posting.link_of(a_company("Autre nettoyage")).token


@pytest.fixture
def check(service, caretaker):
    return a_check(service, caretaker, BAD_HALL)


@pytest.fixture
def penalty(service, caretaker, agent, contract_manager):
    again = failed_twice(service, caretaker, agent)
    made = penalty_procedure.propose(again.case, events=["reprise"], text="", by=agent)
    penalty_procedure.notify(made, by=contract_manager)
    return Penalty.objects.select_related("case", "contract__contractor").get()


@pytest.fixture
def anybody():
    """No account at all."""
    return Client()


def url(name, token, one):
    return reverse(f"proximity:firm_{name}", args=[token, one.pk])


def typed(words="Propre à 8 h", number=1, **more):
    return {"words": words, "key": KEY.format(number), **more}


def test_a_failed_check_is_contested_from_the_page_with_photos(anybody, token, check):
    assert str(check) in anybody.get(reverse("proximity:firm", args=[token])).content.decode()
    before = check.case.photos.count()
    for _ in range(2):
        answer = anybody.post(url("check", token, check), typed(photos=[a_photo(), a_photo("blue")]))
        assert answer.status_code == 302
    made = CleaningContest.objects.get()
    assert (made.check_made, made.words, made.recorded_by) == (check, "Propre à 8 h", None)
    assert check.case.photos.count() == before + 2
    shown = anybody.get(url("check", token, check)).content.decode()
    assert "attend sa réponse" in shown
    assert "Contester ce contrôle" not in shown


def test_another_contest_of_the_same_check_is_refused(anybody, token, check):
    anybody.post(url("check", token, check), typed())
    answer = anybody.post(url("check", token, check), typed("Encore", 2))
    assert answer.status_code == 422
    assert CleaningContest.objects.get().words == "Propre à 8 h"


@pytest.fixture
def redo(check, agent):
    return cleaning_redo.order(check.case, words="Laver le hall", by=agent)


def test_a_redo_is_said_done_from_the_page_and_looked_at_again(anybody, token, redo, mailoutbox):
    with left_to_the_hourly_task():
        cleaning_mail.send_redo(redo.pk)
    assert url("redo", token, redo) in mail.outbox[-1].body
    assert "Laver le hall" in anybody.get(reverse("proximity:firm", args=[token])).text
    before = redo.case.photos.count()
    for _ in range(2):
        answer = anybody.post(url("redo", token, redo), typed("Hall lavé à 10 h", photos=[a_photo()]))
        assert answer.status_code == 302
    redo.refresh_from_db()
    assert redo.done_at
    assert redo.case.photos.count() == before + 1
    assert redo.case.tasks.open().get().step == "recheck"
    assert redo.case.entries.filter(text="Reprise faite, dit Net Plus. Hall lavé à 10 h").count() == 1
    shown = anybody.get(url("redo", token, redo)).text
    assert "Dite faite" in shown
    assert "C’est repris" not in shown
    assert "Laver le hall" not in anybody.get(reverse("proximity:firm", args=[token])).text


def test_a_redo_whose_time_is_over_is_not_said_done_any_more(anybody, token, redo):
    CleaningRedo.objects.update(ordered_at=timezone.now() - dt.timedelta(days=3), due_at=timezone.now())
    assert cleaning_redo.overtake(timezone.now() + dt.timedelta(seconds=1)) == 1
    assert "n’est plus attendue" in anybody.get(url("redo", token, redo)).text
    answer = anybody.post(url("redo", token, redo), typed())
    assert (answer.status_code, CleaningRedo.objects.get().done_at) == (422, None)
    assert "le dossier a avancé" in answer.text


def test_of_two_at_once_the_redo_is_said_done_by_one(redo, agent):
    cleaning_redo.done(redo.case, text="", by=agent)
    with pytest.raises(MoveRefused, match="plus attendue"):
        cleaning_redo.told_by_firm(redo, words="Fait", key=uuid.uuid4())


def test_after_its_time_a_check_is_not_contested_any_more(anybody, token, check):
    CleaningCheck.objects.filter(pk=check.pk).update(contest_until=timezone.now() - dt.timedelta(minutes=1))
    assert "a fini le" in anybody.get(url("check", token, check)).content.decode()
    answer = anybody.post(url("check", token, check), typed())
    assert (answer.status_code, CleaningContest.objects.count()) == (422, 0)
    assert "Le délai pour contester ce contrôle est passé" in answer.content.decode()


def test_a_penalty_is_answered_from_the_page_and_the_planner_reads_it(anybody, token, penalty, contract_manager):
    for _ in range(2):
        assert anybody.post(url("penalty", token, penalty), typed(photos=[a_photo("blue")])).status_code == 302
    told = Penalty.objects.get()
    assert (told.state, told.observations) == ("observed", "Propre à 8 h")
    (move,) = told.timeline.filter(move="observe")
    assert move.author == "Net Plus"
    penalty_procedure.confirm(told, words="Non retenu", by=contract_manager)
    assert Penalty.objects.get().state == "confirmed"


def test_the_page_of_a_penalty_says_when_its_time_is_over(anybody, token, penalty):
    Penalty.objects.update(observe_until=timezone.localdate() - dt.timedelta(days=1))
    assert "a fini le" in anybody.get(url("penalty", token, penalty)).content.decode()
    answer = anybody.post(url("penalty", token, penalty), typed())
    assert answer.status_code == 422
    assert Penalty.objects.get().state == "notified"


def test_on_the_last_day_the_company_still_answers(anybody, token, penalty):
    Penalty.objects.update(observe_until=timezone.localdate())
    assert anybody.post(url("penalty", token, penalty), typed()).status_code == 302


def test_what_came_by_letter_is_noted_after_the_time_too(penalty, contract_manager):
    Penalty.objects.update(observe_until=timezone.localdate() - dt.timedelta(days=1))
    with pytest.raises(MoveRefused, match="Le délai pour répondre"):
        penalty_procedure.observe(Penalty.objects.get(), words="Trop tard", by=None)
    penalty_procedure.observe(Penalty.objects.get(), words="Lettre du 3", by=contract_manager)
    assert Penalty.objects.get().state == "observed"


def test_a_penalty_that_is_only_proposed_is_not_on_the_page(anybody, service, caretaker, agent, token):
    again = failed_twice(service, caretaker, agent)
    made = penalty_procedure.propose(again.case, events=["reprise"], text="", by=agent)
    assert anybody.get(url("penalty", token, made)).status_code == 404


def test_another_firm_does_not_find_the_redo(anybody, stranger, redo):
    assert anybody.get(url("redo", stranger, redo)).status_code == 404
    assert anybody.post(url("redo", stranger, redo), typed()).status_code == 404
    assert redo.is_expected


def test_another_firm_finds_nothing(anybody, stranger, check, penalty):
    for name, one in (("check", check), ("penalty", penalty)):
        assert anybody.get(url(name, stranger, one)).status_code == 404
        assert anybody.post(url(name, stranger, one), typed()).status_code == 404
    assert (
        "Contrôles non conformes" not in anybody.get(reverse("proximity:firm", args=[stranger])).content.decode()
    )


def test_a_broken_photo_comes_back_with_the_words(anybody, token, check):
    answer = anybody.post(url("check", token, check), typed("Le hall était lavé", photos=[a_broken_photo()]))
    assert (answer.status_code, CleaningContest.objects.count()) == (422, 0)
    assert "Le hall était lavé" in answer.content.decode()


def test_the_mails_give_the_address_of_the_page(
    service, caretaker, agent, contract_manager, django_capture_on_commit_callbacks
):
    with left_to_the_hourly_task():
        again = failed_twice(service, caretaker, agent)
    made = penalty_procedure.propose(again.case, events=["reprise"], text="", by=agent)
    with django_capture_on_commit_callbacks(execute=True):
        penalty_procedure.notify(made, by=contract_manager)
    token = posting.standing_link(service.contract.contractor).token
    assert url("penalty", token, made) in mail.outbox[-1].body
    assert fresh(again).contest_until
