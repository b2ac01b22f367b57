"""Who is responsible, and why; holes and conflicts before a matrix may be published."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coordination.conditions import BadCondition, check, holds, in_words
from coordination.coverage import problems, problems_of
from coordination.matrix import responsible_for, why
from coordination.models import Responsibility, ResponsibilityMatrix
from coordination.processes import Fact, ProcessSteps, Step, declare, declared, step_of
from teams.models import Team
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.coordination.factories import a_case
from tests.teams.factories import TeamFactory, UserFactory

TODAY = dt.date(2026, 11, 23)
REDO = {"cleaner": "company", "cause": "service", "recurrence": "first", "zone": "front"}


@pytest.fixture
def draft(db):
    return ResponsibilityMatrix.objects.get(organisation="territory").draft_next()


# --- defaults


@pytest.mark.parametrize("organisation", ResponsibilityMatrix.Organisation.values)
def test_the_default_matrices_leave_no_hole_and_no_conflict(db, organisation):
    assert problems(ResponsibilityMatrix.objects.get(organisation=organisation)) == []


@pytest.mark.parametrize("organisation", ResponsibilityMatrix.Organisation.values)
def test_every_default_rule_serves_a_declared_step_and_gives_whole_delays(db, organisation):
    for rule in ResponsibilityMatrix.objects.get(organisation=organisation).rules.all():
        rule.full_clean()


@pytest.mark.parametrize(
    ("process", "step", "facts", "role"),
    [
        ("vacancy", "notice", {}, Role.LEASING_OFFICER),
        ("vacancy", "ready_date", {}, Role.PROXIMITY_MANAGER),
        ("request", "handling", {"family": "T1"}, Role.CARETAKER),
        ("request", "handling", {"family": "A1"}, Role.TENANCY_OFFICER),
        ("request", "handling", {"family": "S2"}, Role.SOCIAL_WORKER),
        ("cleaning", "check", {"cleaner": "caretaker"}, Role.PROXIMITY_MANAGER),
        ("cleaning", "check", {"cleaner": "company"}, Role.CARETAKER),
        ("cleaning", "response", REDO, Role.PROXIMITY_MANAGER),
        ("cleaning", "response", REDO | {"cause": "technical"}, Role.TECHNICIAN),
        ("need", "order_check", {"amount": "1499.99"}, Role.PROXIMITY_MANAGER),
        ("need", "order_check", {"amount": "1500"}, Role.ASSET_PLANNER),
    ],
)
def test_who_does_what_by_territory(residence, process, step, facts, role):
    answer = responsible_for(process, step, facts, residence, TODAY)
    assert answer.role == role
    assert answer.rule.responsible == role


# --- team and people


def test_the_agencys_team_comes_before_the_landlords(residence, agency, other_agency, keeper, field_team):
    landlord_wide, elsewhere = TeamFactory(agency=None), TeamFactory(agency=other_agency)
    for team in (landlord_wide, elsewhere):
        UserFactory(roles=[Role.CARETAKER], all_agencies=True).teams.add(team)
    answer = responsible_for("request", "handling", {"family": "T1"}, residence, TODAY)
    assert (answer.team, answer.candidates, answer.sole_candidate) == (field_team, [keeper], keeper)


def test_between_two_teams_the_role_decides_alone(residence, agency, keeper):
    UserFactory(roles=[Role.CARETAKER], agencies=[agency]).teams.add(TeamFactory(agency=agency))
    answer = responsible_for("request", "handling", {"family": "T1"}, residence, TODAY)
    assert answer.team is None
    assert answer.sole_candidate is None
    assert len(answer.candidates) == 2


def test_a_rule_may_name_the_service(residence, agency, draft, keeper, field_team):
    UserFactory(roles=[Role.CARETAKER], agencies=[agency]).teams.add(
        TeamFactory(agency=agency, service=Team.Service.MAINTENANCE)
    )
    draft.rules.filter(process="request").update(responsible_service=Team.Service.PROXIMITY)
    draft.publish(valid_from=timezone.localdate())
    answer = responsible_for("request", "handling", {"family": "T1"}, residence, timezone.localdate())
    assert answer.team == field_team


# --- why me


def test_why_me_tells_rule_version_and_facts(case, task):
    told = why(task)
    assert "Par territoire v1" in told
    assert "01/01/2000" in told
    assert "Gardien" in told
    assert "famille = Plomberie, sanitaire" in told
    assert "Responsable de secteur" in told


def test_why_me_says_when_no_rule_named_anybody(residence, desk, monkeypatch):
    monkeypatch.setattr("coordination.matrix.rule_for", lambda *_: None)
    task = a_case(residence, by=desk).tasks.get()
    assert (task.rule, task.role) == (None, Role.CONTACT_CENTRE)
    assert "Aucune règle" in why(task)


# --- versions


def test_a_new_version_holds_from_its_day_on(residence, draft):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    rows = draft.rules.filter(process="request", condition__family__contains="T1")
    rows.update(responsible=Role.TECHNICIAN, amount=2, unit="hours")
    draft.publish(valid_from=tomorrow)
    today, then = (
        responsible_for("request", "handling", {"family": "T1"}, residence, day)
        for day in (timezone.localdate(), tomorrow)
    )
    assert (today.role, then.role) == (Role.CARETAKER, Role.TECHNICIAN)
    assert str(then.rule.matrix) == "Par territoire v2"


def test_the_other_organisation_takes_over_when_it_is_published(residence):
    day = timezone.localdate()
    ResponsibilityMatrix.objects.get(organisation="trade").publish(valid_from=day)
    assert responsible_for("vacancy", "ready_date", {}, residence, day).role == Role.TECHNICIAN


def test_a_matrix_with_a_hole_or_a_conflict_is_not_published(draft):
    rule = draft.rules.get(process="need", condition__amount__below="1500")
    rule.condition = {"amount": {"below": "1000"}}
    rule.save()
    assert [str(problem) for problem in problems(draft)] == [
        "Besoins pour le plan, Commande sur un composant programmé "
        "(montant : de 1\u202f000\u202f€ à moins de 1\u202f500\u202f€) : personne"
    ]
    with pytest.raises(MoveRefused, match="personne"):
        draft.publish(valid_from=timezone.localdate())
    rule.condition = {"amount": {"below": "2000"}}
    rule.save()
    (found,) = problems(draft)
    assert found.is_conflict
    assert "2 règles" in str(found)


def test_a_rule_for_an_unknown_step_or_fact_is_a_problem(draft):
    rule = draft.rules.filter(process="review").get()
    rule.step = "yearly"
    rule.save()
    assert {problem.step: problem.is_hole for problem in problems(draft)} == {"yearly": False, "weekly": True}


def test_a_version_starts_today_or_later_and_is_published_once(draft):
    today = timezone.localdate()
    with pytest.raises(MoveRefused, match="aujourd’hui"):
        draft.publish(valid_from=today - dt.timedelta(days=1))
    draft.publish(valid_from=today)
    with pytest.raises(MoveRefused, match="déjà"):
        draft.publish(valid_from=today + dt.timedelta(days=1))


# --- conditions

COLOUR = Fact("colour", "couleur", (("red", "Rouge"), ("green", "Vert"), ("blue", "Bleu")))
SIZE = Fact("size", "taille", (("s", "Petit"), ("l", "Grand")))
COST = Fact("cost", "coût")
STEP = Step("paint", "Peindre", (COLOUR, SIZE, COST))
PROCESS = ProcessSteps("painting", "Peinture", (STEP,))


def some_of(fact):
    return st.lists(st.sampled_from(fact.codes), min_size=1, unique=True)


def a_range(low, width):
    return {name: str(value) for name, value in (("from", low), ("below", width and (low or 0) + width)) if value}


ranges = st.builds(a_range, st.none() | st.integers(1, 9), st.none() | st.integers(1, 9)).filter(bool)
conditions = st.fixed_dictionaries({}, optional={"colour": some_of(COLOUR), "size": some_of(SIZE), "cost": ranges})
every_situation = [
    {"colour": colour, "size": size, "cost": str(Decimal(cost) / 2)}
    for colour in COLOUR.codes
    for size in SIZE.codes
    for cost in range(50)
]


@given(st.lists(conditions, max_size=5))
@hypothesis_settings(max_examples=150)
def test_the_detector_finds_a_hole_or_conflict_exactly_where_trying_everything_does(found):
    rules = [Responsibility(condition=condition, responsible=Role.CARETAKER) for condition in found]
    seen = list(problems_of(PROCESS, STEP, rules))
    owners = [sum(holds(condition, facts) for condition in found) for facts in every_situation]
    assert any(problem.is_hole for problem in seen) == (0 in owners)
    assert any(problem.is_conflict for problem in seen) == any(count > 1 for count in owners)
    for problem in seen:
        assert sum(holds(condition, dict(problem.facts)) for condition in found) == len(problem.rules)


@given(conditions)
def test_a_condition_that_makes_sense_passes_the_check_and_reads_in_french(condition):
    check(condition, STEP)
    words = in_words(condition, STEP)
    assert words
    assert "colour" not in words


@pytest.mark.parametrize(
    "condition",
    [
        {"shape": ["round"]},
        {"colour": []},
        {"colour": ["pink"]},
        {"colour": "red"},
        {"cost": ["12"]},
        {"cost": {}},
        {"cost": {"from": "abc"}},
        {"cost": {"from": "NaN"}},
        {"cost": {"from": "-1"}},
        {"cost": {"from": "5", "below": "5"}},
        {"cost": {"below": "0"}},
        {"cost": {"above": "5"}},
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(condition):
    with pytest.raises(BadCondition):
        check(condition, STEP)


def test_an_app_declares_a_process_once():
    process = next(declared())
    declare(process)
    with pytest.raises(ValueError, match="twice"):
        declare(ProcessSteps(process.code, "Autre"))
    assert step_of(process.code, process.steps[0].code) == process.steps[0]
