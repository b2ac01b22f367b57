from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from housing.models import PlannedWork
from housing.signals import planned_work_changed
from teams.workflow import MoveRefused
from tests.housing.factories import PlannedWorkFactory, ResidenceFactory

REFUSED = [
    (name, state)
    for name, move in PlannedWork.MOVES.items()
    for state in PlannedWork.State.values
    if state not in move.sources
]
ALLOWED = [(name, state) for name, move in PlannedWork.MOVES.items() for state in sorted(move.sources)]


def work_in(state, **fields):
    reason = "Budget" if state in ("refused", "cancelled", "postponed") else ""
    return PlannedWorkFactory(state=state, reason=reason, year=2028, **fields)


@pytest.fixture
def work(agency):
    return work_in("retained", residence=ResidenceFactory(agency=agency))


@pytest.fixture
def news():
    """What the apps above hear."""
    heard = []

    def hear(work, **kwargs):
        heard.append((work.pk, work.state, work.year))

    planned_work_changed.connect(hear)
    yield heard
    planned_work_changed.disconnect(hear)


def make(work, name, by=None):
    if name == "postpone":
        work.postpone(work.year + 1, "Plus tard", by)
    else:
        work.move(name, by=by, note="Une raison")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "state"), REFUSED)
def test_a_move_is_refused_from_any_other_state(name, state):
    work = work_in(state)
    with pytest.raises(MoveRefused, match="n’est plus possible"):
        make(work, name)
    work.refresh_from_db()
    assert (work.state, work.timeline.count()) == (state, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "state"), ALLOWED)
def test_a_move_changes_the_state_and_writes_the_timeline(name, state, asset_planner):
    work = work_in(state)
    make(work, name, asset_planner)
    target = PlannedWork.MOVES[name].target
    step = work.timeline.get()
    assert (work.state, step.before, step.after, step.by) == (target, state, target, asset_planner)
    assert bool(work.reason) == (name in PlannedWork.NEEDS_REASON)


@pytest.mark.django_db
def test_every_state_can_be_left_except_settled():
    sources = frozenset().union(*(move.sources for move in PlannedWork.MOVES.values()))
    assert set(PlannedWork.State.values) - sources == {"settled"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PlannedWork.NEEDS_REASON))
def test_some_moves_need_a_reason(name):
    work = work_in("postponed")
    with pytest.raises(ValidationError):
        work.move(name, note="  ")
    assert not work.timeline.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2027, 2028])
def test_works_are_postponed_to_a_later_year_only(work, year, asset_planner):
    with pytest.raises(ValidationError):
        work.postpone(year, "Plus tard", asset_planner)
    work.refresh_from_db()
    assert (work.state, work.year) == ("retained", 2028)


@pytest.mark.django_db
def test_news_of_a_state_or_a_year_is_told_once_committed(
    work, asset_planner, news, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        work.postpone(2030, "Plus tard", asset_planner)
        assert news == []
    assert news == [(work.pk, "postponed", 2030)]
    work = PlannedWork.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        work.title = "Autre titre"
        work.save()
        work.year = 2031
        work.save()
        work.save()
    assert news[1:] == [(work.pk, "postponed", 2031)]


@pytest.mark.django_db
class TestScreen:
    @pytest.fixture
    def send(self, sign_in, asset_planner, work):
        client = sign_in(asset_planner)

        def send(**fields):
            return client.post(reverse("housing:planned_work_state", args=[work.pk]), fields, follow=True)

        return send

    def test_the_page_offers_the_moves_of_this_state_to_the_planner_only(
        self, sign_in, asset_planner, agent, work
    ):
        page = sign_in(asset_planner).get(work.get_absolute_url()).content.decode()
        assert all(f'value="{name}"' in page for name in ("budget", "postpone", "cancel"))
        assert 'value="start"' not in page
        assert 'value="budget"' not in sign_in(agent).get(work.get_absolute_url()).content.decode()

    def test_postponing_says_the_year_and_the_reason(self, send, work):
        send(move="postpone", to_year="2031", reason="Budget voté plus bas")
        work.refresh_from_db()
        assert (work.state, work.year, work.reason) == ("postponed", 2031, "Budget voté plus bas")

    def test_a_wrong_entry_keeps_what_was_typed(self, send, work):
        response = send(move="postpone", to_year="2028", reason="Budget voté plus bas")
        assert response.status_code == 422
        assert "Budget voté plus bas" in response.content.decode()
        assert "Une année après 2028" in response.content.decode()
        for fields in ({"move": "cancel"}, {"move": "inconnu"}, {}):
            assert send(**fields).status_code == 422
        assert not work.timeline.exists()

    def test_sending_twice_makes_the_move_once_and_loses_no_word(self, send, work):
        send(move="cancel", reason="Vendu à la commune")
        page = send(move="cancel", reason="Vendu à la commune").content.decode()
        assert "« Annuler » n’est plus possible." in page
        assert "Votre motif : Vendu à la commune" in page
        assert work.timeline.count() == 1

    def test_a_stranger_planner_gets_a_404(self, sign_in, asset_planner):
        work = work_in("retained")
        address = reverse("housing:planned_work_state", args=[work.pk])
        assert sign_in(asset_planner).post(address, {"move": "budget"}).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["budget", "postpone"])
def test_of_two_people_at_once_exactly_one_moves_the_works(name):
    pk = work_in("retained").pk
    start, results = Barrier(2), []

    def click(years):
        try:
            work = PlannedWork.objects.get(pk=pk)
            start.wait(timeout=10)
            if name == "postpone":
                work.postpone(work.year + years, "Plus tard", None)
            else:
                work.move(name)
            results.append("moved")
        except MoveRefused:
            results.append("refused")
        finally:
            connection.close()

    people = [Thread(target=click, args=(years,)) for years in (1, 2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(results) == ["moved", "refused"]
    assert PlannedWork.objects.get(pk=pk).timeline.count() == 1


def test_works_come_sooner_in_the_same_state_and_are_told(
    work, asset_planner, news, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        work.replan(2027, "Budget trouvé", asset_planner)

    work.refresh_from_db()
    step = work.timeline.get()
    assert (work.state, work.year, step.note, step.by) == ("retained", 2027, "Budget trouvé", asset_planner)
    assert news == [(work.pk, "retained", 2027)]


def test_to_a_later_year_they_are_postponed(work, asset_planner):
    work.replan(2030, "Budget", asset_planner)

    assert (work.state, work.year, work.reason) == ("postponed", 2030, "Budget")


def test_works_under_way_or_moved_meanwhile_keep_their_year(agency, asset_planner):
    running = work_in("running", residence=ResidenceFactory(agency=agency))
    with pytest.raises(MoveRefused):
        running.replan(2027, "Vite", asset_planner)
    one = work_in("retained", residence=running.residence)
    PlannedWork.objects.get(pk=one.pk).replan(2026, "Vite", asset_planner)
    with pytest.raises(MoveRefused):
        one.replan(2027, "Moins vite", asset_planner)
    with pytest.raises(ValidationError, match="motif"):
        PlannedWork.objects.get(pk=one.pk).replan(2025, " ", asset_planner)
