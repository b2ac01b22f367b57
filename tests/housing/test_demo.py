"""`seed_demo` on an empty database: what it loads, that it loads it once, and that its people sign in."""

import datetime as dt
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, F, Sum
from django.test import override_settings

from config.management.commands import seed_demo
from coordination.models import Case
from housing import quality
from housing.models import (
    Component,
    Document,
    Equipment,
    FieldStatement,
    PlaceAlert,
    PlannedWork,
    PlannedWorkMove,
    Residence,
    ResidenceQuality,
    StockImport,
    Unit,
)
from kpis.models import AlertAction
from proximity.models import CleaningCheck, CleaningContest, CleaningRedo, Penalty
from teams import demo as teams
from teams.models import Agency, User
from teams.roles import Role

TODAY = dt.date(2026, 11, 23)
pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo")]


def seed(seed=42):
    out = StringIO()
    call_command("seed_demo", size="small", seed=seed, today=TODAY, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for the module and taken back at the end. Each test runs in a savepoint."""
    var = tmp_path_factory.mktemp("var")
    demo_on = override_settings(DEMO=True, VAR=var, MEDIA_ROOT=var / "media")
    with django_db_blocker.unblock(), demo_on, transaction.atomic():
        told = seed()
        with connection.cursor() as cursor:  # checked now, else at the end of each test again
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        yield told
        transaction.set_rollback(True)


def test_it_loads_the_stock_through_the_importer(demo):
    done = StockImport.objects.get()
    assert done.state == StockImport.State.APPLIED
    assert (done.lines_read, done.dwellings, done.rejected) == (1200, 1194, 6)
    assert Unit.objects.count() == 1194
    assert len(done.report["warnings"]) == 2
    assert Residence.objects.count() == 24
    assert "1194 logements importés, 6 lignes rejetées" in demo


def test_residences_belong_to_three_agencies_and_nearly_all_are_on_the_map():
    assert set(Residence.objects.values_list("agency__name", flat=True)) == set(
        Agency.objects.values_list("name", flat=True)
    )
    assert Agency.objects.count() == 3
    assert Residence.objects.filter(latitude=None).count() == 1


def test_every_residence_has_components_alerts_equipment_and_documents_exist():
    assert not Residence.objects.filter(components=None).exists()
    assert Component.objects.count() > 500
    assert {"good", "fair", "poor", "dangerous", ""} == set(Component.objects.values_list("condition", flat=True))
    assert PlaceAlert.objects.filter(must_acknowledge=True).exists()
    assert Equipment.objects.filter(kind=Equipment.Kind.LIFT).exists()
    with Document.objects.first().file.open() as file:
        assert file.read(5) == b"%PDF-"


def test_the_quality_kept_is_the_quality_counted():
    kept = ResidenceQuality.objects.aggregate(gaps=Sum("gaps"), checks=Sum("checks"))
    found = quality.standings(Residence.objects.values_list("pk", flat=True)).values()
    assert kept == {"gaps": sum(one.total for one in found), "checks": sum(one.checks for one in found)}
    assert kept["gaps"] > 0


def test_some_fields_were_corrected_by_a_person():
    assert FieldStatement.objects.filter(field="living_area", ended_at=None).count() == 3


def test_the_plan_has_some_150_works_over_ten_years_in_every_state():
    works = PlannedWork.objects.all()
    assert 120 <= works.count() <= 200
    assert set(works.values_list("state", flat=True)) == set(PlannedWork.State.values)
    years = set(works.values_list("year", flat=True))
    assert {*range(TODAY.year, TODAY.year + 10)} <= years
    assert max(years) == TODAY.year + 9


def test_each_timeline_leads_by_allowed_moves_to_the_state_of_the_work():
    for work in PlannedWork.objects.prefetch_related("timeline"):
        moves = sorted(work.timeline.all(), key=lambda move: move.at)
        for move in moves:
            allowed = PlannedWork.MOVES[move.move]
            assert move.before in allowed.sources
            assert move.after == allowed.target
        assert [move.after for move in moves[:-1]] == [move.before for move in moves[1:]]
        if moves:
            assert (moves[-1].after, moves[-1].at) == (work.state, work.state_since)
    assert PlannedWorkMove.objects.latest("at").at.date() <= TODAY


def test_each_end_of_a_failed_check_is_told():
    ends = set(Penalty.objects.values_list("kind", "state"))
    assert ends == {("penalty", "notified"), ("penalty", "observed"), ("penalty", "applied"),
                    ("reduction", "proposed"), ("execution", "proposed")}  # fmt: skip
    assert Penalty.objects.filter(state="observed", timeline__move="observe", timeline__by=None).exists()
    assert CleaningContest.objects.filter(recorded_by=None, upheld=None).exists()
    assert CleaningCheck.objects.open().filter(drawn=True).exists()
    again = Case.objects.open().annotate(redos=Count("cleaning_redos")).get(redos=2)
    assert again.tasks.open().get().step == "response"


def test_what_is_cleaned_again_took_hours():
    redone = CleaningRedo.objects.exclude(done_at=None)
    assert redone.filter(
        ordered_at__date__lt=TODAY - dt.timedelta(days=7)
    ).exists()  # not only the stories of today
    assert min(one.done_at - one.ordered_at for one in redone) > dt.timedelta(hours=6)
    assert not redone.filter(check_made__closed_at__gt=F("ordered_at")).exists()
    assert not redone.filter(case__opened_at__gt=F("ordered_at")).exists()


def test_actions_upon_alerts_of_a_month_ago_have_the_effect_that_the_data_say():
    measured = list(AlertAction.objects.exclude(effect="").select_related("alert__case"))
    assert measured
    for one in measured:
        alert = one.alert
        assert one.effect in ("few", alert.verdict(one.before or 0, one.after or 0))
        assert alert.week < one.on <= TODAY - dt.timedelta(days=28)
        assert alert.case.opened_at == alert.found_at <= one.made_at
        assert alert.case.tasks.filter(step="effect", outcome=one.effect).exists()


def test_a_second_run_says_so_and_changes_nothing():
    before = [model.objects.count() for model in (Unit, PlannedWork, Component, User, StockImport)]
    assert "déjà chargée" in seed()
    assert [model.objects.count() for model in (Unit, PlannedWork, Component, User, StockImport)] == before


def test_the_next_year_file_is_there_to_try():
    names = sorted(path.name[:4] for path in (settings.VAR / "demo").iterdir())
    assert names == ["2026", "2027"]


def test_there_is_a_person_for_each_role_and_perimeters_differ():
    assert {role for user in User.objects.all() for role in user.roles} == set(Role)
    told = [person for person in teams.PEOPLE if person.told]
    assert sorted(person.role for person in told) == sorted(Role)
    seen = {name: Residence.objects.visible_to(teams.account(name)).count() for name in ("gardien", "gardien.val")}
    assert seen == {"gardien": 10, "gardien.val": 8}
    assert Residence.objects.visible_to(teams.account("direction")).count() == 24


@pytest.mark.parametrize("person", [person for person in teams.PEOPLE if person.told], ids=lambda p: p.role)
def test_every_demo_role_signs_in_and_reaches_the_home_page(client, person):
    sent = {"login": teams.address(person), "password": teams.PASSWORD}
    response = client.post("/compte/login/", sent, follow=True)
    assert response.status_code == 200
    assert response.wsgi_request.user.email == teams.address(person)


def test_it_refuses_where_demo_is_off():
    with override_settings(DEMO=False), pytest.raises(CommandError, match="DEMO"):
        call_command("seed_demo")


def test_both_sizes_are_known():
    assert seed_demo.SIZES == {"small": None, "reference": 120_000}
