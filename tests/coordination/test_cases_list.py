"""The list of cases: filters, workbook, several handed over at once."""

import datetime as dt
import io
import uuid

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.models import Task
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST = "coordination:cases"


@pytest.fixture
def desk_client(desk, sign_in):
    return sign_in(desk)


def shown(client, query=""):
    return {case.title for case in client.get(f"{reverse(LIST)}?{query}").context["page"]}


def test_the_list_is_filtered(desk_client, desk, residence, keeper, other_keeper, field_team):
    old = a_case(residence, by=desk, title="Ancien", at=timezone.now() - dt.timedelta(days=40))
    urgent = a_case(residence, by=desk, title="Urgent", priority=1)
    urgent.promise(timezone.localdate(), by=desk)
    closed = a_case(residence, by=desk, title="Fini")
    closed.close("done", by=desk)
    asked = a_case(residence, by=desk, title="Loyer", facts={"family": "A1"})
    expected = {
        "": {"Ancien", "Urgent", "Loyer"},
        "etat=clos": {"Fini"},
        "etat=tous": {"Ancien", "Urgent", "Loyer", "Fini"},
        "processus=vacancy": set(),
        "etape=request.handling": {"Ancien", "Urgent", "Loyer"},
        "etape=request.confirmation": set(),
        "promesse=aujourdhui": {"Urgent"},
        "promesse=semaine": {"Urgent"},
        "promesse=depassee": set(),
        "promesse=sans": {"Ancien", "Loyer"},
        "urgence=1": {"Urgent"},
        "age=30": {"Ancien"},
        "age=90": set(),
        "role=tenancy_officer": {"Loyer"},
        f"equipe={field_team.pk}": {"Ancien", "Urgent"},
        f"residence={residence.pk}": {"Ancien", "Urgent", "Loyer"},
        f"q={old.reference}": {"Ancien"},
        "q=loyer": {"Loyer"},
    }
    assert {query: shown(desk_client, query) for query in expected} == expected
    assert asked.is_open


def test_the_workbook_holds_the_list(desk_client, case):
    answer = desk_client.get(reverse("coordination:cases_export"))
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active.iter_rows(values_only=True))
    assert rows[1][0] == case.reference
    assert rows[1][7] == "Traitement"


def test_several_are_handed_over_at_once_and_once(desk_client, desk, residence, keeper, other_keeper):
    cases = [a_case(residence, by=desk, title=f"Cas {number}") for number in range(3)]
    url = reverse("coordination:cases_hand_over")
    chosen = [case.pk for case in cases]
    assert desk_client.get(url, {"dossier": chosen}).text.count("Cas ") == 3
    sent = {"dossier": chosen, "to": f"user:{keeper.pk}", "why": "Tournée du nord", "key": str(uuid.uuid4())}
    assert desk_client.post(url, sent).status_code == 302
    desk_client.post(url, sent)
    assert Task.objects.open().filter(assignee=keeper).count() == 3
    assert "3 tâches transmises" in desk_client.get(reverse(LIST)).text


def test_handing_over_asks_to_whom_and_why(desk_client, case):
    answer = desk_client.post(reverse("coordination:cases_hand_over"), {"dossier": case.pk, "why": "Congé"})
    assert answer.status_code == 422
    assert "Congé" in answer.text


def test_tasks_of_strangers_are_not_handed_over(case, sign_in, other_agency):
    stranger = UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[other_agency])
    answer = sign_in(stranger).get(reverse("coordination:cases_hand_over"), {"dossier": case.pk})
    assert answer.status_code == 302


def test_as_many_queries_for_one_case_as_for_many(desk, residence, keeper, other_keeper, sign_in, same_cost):
    def make(count):
        for number in range(count):
            a_case(residence, by=desk, title=f"Cas {number}")

    same_cost(sign_in(desk), reverse(LIST), make)
