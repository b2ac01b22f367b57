"""« Mon travail »: whose task it is, what the counters say, acting from the list."""

import datetime as dt
import io
import uuid

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.models import Task
from coordination.work import standing
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper_client(keeper, sign_in):
    return sign_in(keeper)


def shown(client, query=""):
    answer = client.get(f"{reverse('coordination:work')}?{query}")
    return [task.case.title for task in answer.context["page"]]


def test_everybodys_first_screen(keeper_client, case):
    assert keeper_client.get("/").url == reverse("coordination:work")
    assert case.reference in keeper_client.get(reverse("coordination:work")).text


def test_a_task_of_another_role_or_agency_is_not_my_work(case, desk, sign_in, other_agency, keeper):
    assert shown(sign_in(desk)) == []
    stranger = UserFactory(roles=[Role.CARETAKER], agencies=[other_agency])
    assert shown(sign_in(stranger)) == []


def test_the_most_endangered_comes_first(keeper_client, residence, desk, keeper, other_keeper):
    a_case(residence, by=desk, title="Normal")
    a_case(residence, by=desk, title="Urgent", priority=1)
    promised = a_case(residence, by=desk, title="Promis", priority=4)
    promised.promise(timezone.localdate(), by=desk)
    late = a_case(residence, by=desk, title="En retard", priority=1, at=timezone.now() - dt.timedelta(days=3))
    assert shown(keeper_client)[0] == late.title
    assert shown(keeper_client)[-1] == "Normal"
    assert shown(keeper_client, "quand=retard") == ["En retard"]


def test_counters_say_what_the_filters_show(keeper, keeper_client, residence, desk, other_keeper):
    a_case(residence, by=desk, title="Neuf")
    a_case(residence, by=desk, title="Vieux", priority=1, at=timezone.now() - dt.timedelta(days=4))
    told = standing(keeper, timezone.now())
    assert (told.count, told.late, told.new, told.asked, told.to_take, told.waited) == (2, 1, 1, 2, 2, 0)
    for query, count in {"": told.count, "quand=retard": told.late, "arrivees=hier": told.new,
                         "pour=collegues": told.asked, "prise=a-prendre": told.to_take}.items():  # fmt: skip
        assert len(shown(keeper_client, query)) == count, query
    assert [(process.pk, count) for process, count in told.per_process] == [("request", 2)]


def test_what_i_wait_for_is_with_others(desk, sign_in, case, keeper):
    client = sign_in(desk)
    assert shown(client, "vue=attendues") == [case.title]
    assert standing(desk, timezone.now(), "attendues").waited == 1


def test_words_find_reference_subject_and_residence(keeper_client, case, residence, desk):
    number = case.reference.rpartition("-")[2].lstrip("0")
    for words in (case.reference, number, "evier", residence.name.split()[0]):
        assert shown(keeper_client, f"q={words}") == [case.title], words
    assert shown(keeper_client, "q=zzz") == []


def test_taking_a_task_from_the_list(keeper, keeper_client, task):
    url = reverse("coordination:task_acknowledge", args=[task.pk])
    for _ in range(2):
        answer = keeper_client.post(url, headers={"HX-Request": "true", "X-Palier-List": "1"})
        assert (answer.status_code, answer["HX-Trigger"]) == (204, "palier:changed")
    task.refresh_from_db()
    assert task.assignee == keeper
    assert "déjà" not in keeper_client.get(reverse("coordination:work")).text


def test_who_comes_second_is_told(keeper_client, task, other_keeper):
    task.acknowledge(by=other_keeper)
    keeper_client.post(reverse("coordination:task_acknowledge", args=[task.pk]))
    assert f"prise en charge par {other_keeper}" in keeper_client.get(reverse("coordination:cases")).text


def test_finishing_without_scripts_goes_back_to_the_same_list(keeper_client, task):
    here = reverse("coordination:work") + "?quand=semaine"
    url = reverse("coordination:task_finish", args=[task.pk])
    form = keeper_client.get(url, {"retour": here}).context["form"]
    outcome = form.fields["outcome"].choices[0][0]
    sent = {"outcome": outcome, "text": "Joint changé", "key": str(uuid.uuid4()), "retour": here}
    for _ in range(2):
        answer = keeper_client.post(url, sent)
        assert (answer.status_code, answer.url) == (302, here)
    assert Task.objects.get(pk=task.pk).done_at


def test_a_refused_form_keeps_what_was_typed(keeper_client, task):
    url = reverse("coordination:task_hand_over", args=[task.pk])
    answer = keeper_client.post(url, {"to": "", "why": "Je suis en congé", "key": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "Je suis en congé" in answer.text
    assert Task.objects.get(pk=task.pk).is_open


def test_handing_over_to_a_colleague(keeper_client, task, other_keeper):
    url = reverse("coordination:task_hand_over", args=[task.pk])
    sent = {"to": f"user:{other_keeper.pk}", "why": "En congé", "key": str(uuid.uuid4())}
    for _ in range(2):
        assert keeper_client.post(url, sent).status_code == 302
    assert task.case.tasks.open().get().assignee == other_keeper


def test_an_address_elsewhere_is_not_gone_back_to(keeper_client, task):
    url = reverse("coordination:task_pause", args=[task.pk])
    sent = {"text": "Rappeler", "key": str(uuid.uuid4()), "retour": "https://ailleurs.example/"}
    assert keeper_client.post(url, sent).url == task.case.get_absolute_url()


@pytest.mark.parametrize("act", ["acknowledge", "finish", "hand_over", "pause", "resume"])
def test_strangers_find_nothing_and_other_roles_may_not(act, task, sign_in, other_agency, agency):
    url = reverse(f"coordination:task_{act}", args=[task.pk])
    stranger = UserFactory(roles=[Role.CARETAKER], agencies=[other_agency])
    assert sign_in(stranger).post(url).status_code == 404
    other_role = UserFactory(roles=[Role.LEASING_OFFICER], agencies=[agency])
    assert sign_in(other_role).post(url).status_code == 403


def test_waiting_for_the_tenant_and_going_on(keeper_client, task):
    sent = {"text": "Il rappelle lundi", "key": str(uuid.uuid4()), "visibility": "on"}
    keeper_client.post(reverse("coordination:task_pause", args=[task.pk]), sent)
    assert task.pauses.open().exists()
    for _ in range(2):
        assert keeper_client.post(reverse("coordination:task_resume", args=[task.pk])).status_code == 302
    assert not task.pauses.open().exists()


def test_the_workbook_holds_the_list(keeper_client, case):
    answer = keeper_client.get(reverse("coordination:work_export"))
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [case.reference]


def test_as_many_queries_for_one_task_as_for_many(keeper, residence, desk, other_keeper, sign_in, same_cost):
    client = sign_in(keeper)

    def make(count):
        for number in range(count):
            a_case(residence, by=desk, title=f"Cas {number}")

    same_cost(client, reverse("coordination:work"), make)
