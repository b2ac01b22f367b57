"""What one person did: read by them and their team's manager only; each number is as long as its list."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.models import Task
from kpis.activity import WEEKS, Part, activity, weeks_asked
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
LONG_AGO = dt.timedelta(days=7 * max(WEEKS) + 1)


@pytest.fixture
def head(agency, field_team):
    """Manager of the caretakers' team."""
    user = UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency])
    field_team.manager = user
    field_team.save()
    return user


def a_task(residence, desk, keeper) -> Task:
    task = a_case(residence, by=desk).tasks.open().get()
    task.acknowledge(by=keeper)
    return task


def moved(task, **times) -> Task:
    """The task as if it had been opened, due or done at other times."""
    Task.objects.filter(pk=task.pk).update(**times)
    task.refresh_from_db()
    return task


@pytest.fixture
def work(residence, desk, keeper, other_keeper):
    """One in time, one late, one passed on, one done half a year ago, one to do, one to do and late."""
    now = timezone.now()
    in_time, late, passed, old, _, overdue = (a_task(residence, desk, keeper) for _ in range(6))
    for task in (in_time, late, old):
        task.answer("done", by=keeper)
    before = {"opened_at": now - dt.timedelta(days=3), "received_at": now - dt.timedelta(days=3)}
    moved(late, **before, acknowledged_at=before["opened_at"], due_at=now - dt.timedelta(days=1))
    ago = now - LONG_AGO
    moved(old, opened_at=ago, received_at=ago, acknowledged_at=ago, done_at=ago)
    passed.reassign(other_keeper, "Je suis en congé", by=keeper)
    moved(overdue, due_at=now - dt.timedelta(hours=2))


def counts(found) -> dict[str, int]:
    return {part.value: count for part, count in found.whole.counts.items()}


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_each_number_counts_what_it_says(keeper, work):
    found = activity(keeper, keeper, weeks_asked({}))
    assert counts(found) == {
        "terminees": 2, "dans-les-temps": 1, "hors-delai": 1, "transmises": 1, "a-faire": 2, "en-retard": 1,
    }  # fmt: skip
    assert found.whole.share == 50
    assert [line.key for line in found.steps] == ["request.handling"]
    assert sum(line.counts[Part.DONE] for line in found.weeks) == 2


def test_what_a_colleague_finished_is_theirs(residence, desk, keeper, other_keeper):
    task = a_task(residence, desk, keeper)
    task.answer("done", by=other_keeper)
    weeks = weeks_asked({})
    assert counts(activity(keeper, keeper, weeks))["terminees"] == 0
    assert counts(activity(other_keeper, other_keeper, weeks))["terminees"] == 1


@pytest.mark.parametrize("weeks", WEEKS)
def test_the_list_behind_each_number_is_as_long_as_it_says(sign_in, keeper, work, weeks):
    client = sign_in(keeper)
    page = client.get(reverse("kpis:my_activity"), {"semaines": weeks}).content.decode()
    links = re.findall(r'href="([^"]+)"\s+data-count="(\d+)"', page)
    assert len(links) >= len(Part)
    for address, count in links:
        found = client.get(address.replace("&amp;", "&")).content.decode()
        assert re.search(r'data-total="(\d+)"', found).group(1) == count, address


def test_the_tasks_are_sorted_and_exported(sign_in, keeper, work):
    client = sign_in(keeper)
    address = reverse("kpis:activity_tasks", args=[keeper.pk])
    assert "2 tâches" in text(client.get(address, {"tri": "ouverte"}))
    exported = client.get(reverse("kpis:activity_tasks_export", args=[keeper.pk]))
    assert b"".join(exported.streaming_content).startswith(b"PK")
    nonsense = {"etat": "x", "etape": "x.y", "semaine": "hier", "semaines": "9"}
    assert "2 tâches" in text(client.get(address, nonsense))


def test_the_manager_of_the_team_reads_it_and_the_page_says_so(sign_in, head, keeper, work):
    own = text(sign_in(keeper).get(reverse("kpis:my_activity")))
    assert f"Lue par vous et {head}, responsable direct, personne d’autre" in own
    client = sign_in(head)
    assert str(keeper) in text(client.get(reverse("kpis:my_activity")))
    page = client.get(reverse("kpis:activity", args=[keeper.pk]))
    assert f"Activité : {keeper}" in text(page)
    assert client.get(reverse("kpis:activity_tasks", args=[keeper.pk])).status_code == 200


@pytest.mark.parametrize("name", ["activity", "activity_tasks", "activity_tasks_export"])
def test_nobody_else_reads_it(sign_in, director, keeper, other_keeper, head, other_agent, name):
    """Not the direction, not a colleague, and the person not their manager's."""
    address = reverse(f"kpis:{name}", args=[keeper.pk])
    for reader in (director, other_keeper, other_agent):
        assert sign_in(reader).get(address).status_code == 404
    assert sign_in(keeper).get(reverse(f"kpis:{name}", args=[head.pk])).status_code == 404


def test_who_left_the_team_is_read_by_its_manager_no_more(sign_in, head, keeper, field_team):
    keeper.teams.remove(field_team)
    assert sign_in(head).get(reverse("kpis:activity", args=[keeper.pk])).status_code == 404


def test_a_manager_sees_the_tasks_of_their_own_perimeter_only(head, keeper, work, other_agency):
    head.agencies.set([other_agency])
    head = type(head).objects.get(pk=head.pk)
    found = activity(keeper, head, weeks_asked({}))
    assert set(counts(found).values()) == {0}


def test_the_page_costs_the_same_for_one_task_and_many(residence, desk, sign_in, keeper, same_cost):
    def make(count):
        for _ in range(count):
            a_task(residence, desk, keeper).answer("done", by=keeper)

    same_cost(sign_in(keeper), reverse("kpis:my_activity"), make)
