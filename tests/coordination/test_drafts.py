"""The next version of the matrix: drafted, edited row by row, checked, simulated, published."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.comparison import compare
from coordination.coverage import gathered, problems
from coordination.models import Responsibility, ResponsibilityMatrix
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.coordination.factories import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def matrix():
    return ResponsibilityMatrix.objects.get(organisation="territory")


@pytest.fixture
def draft(matrix):
    return matrix.draft_next()


@pytest.fixture
def client(director, sign_in):
    return sign_in(director)


@pytest.fixture
def rule(draft):
    """Orders below 1 500 € on a planned component."""
    return draft.rules.get(process="need", condition__amount__below="1500")


def url(name, pk):
    return reverse(f"coordination:{name}", args=[pk])


def text(response) -> str:
    return " ".join(response.content.decode().split())


ROW = {
    "responsible": "caretaker",
    "accountable": "agency_manager",
    "amount": "24",
    "unit": "hours",
    "action": "Voir",
}

# --- drafts


def test_a_model_has_one_draft_at_a_time(matrix, draft):
    assert matrix.draft_next() == draft
    assert draft.rules.count() == matrix.rules.count()


def test_a_draft_of_the_other_model_starts_with_these_rows(matrix):
    other = ResponsibilityMatrix.objects.get(organisation="trade")
    other.drop()
    drafted = matrix.draft_next("trade")
    assert (str(drafted), drafted.rules.count()) == ("Par métier v1", matrix.rules.count())


def test_asking_for_a_new_version_opens_its_draft_once(client, matrix):
    for _ in range(2):
        response = client.post(url("matrix_draft_create", matrix.pk), {"organisation": "territory"})
    drafted = ResponsibilityMatrix.objects.get(organisation="territory", state="draft")
    assert response.url == url("matrix_draft", drafted.pk)


def test_a_draft_that_is_dropped_is_gone_a_published_version_stays(client, matrix, draft):
    client.post(url("matrix_draft_drop", draft.pk))
    client.post(url("matrix_draft_drop", matrix.pk))
    assert not ResponsibilityMatrix.objects.filter(pk=draft.pk).exists()
    assert ResponsibilityMatrix.objects.filter(pk=matrix.pk).exists()


def test_a_caretaker_reads_a_draft_and_changes_nothing(keeper, sign_in, draft, rule):
    client = sign_in(keeper)
    assert client.get(draft.get_absolute_url()).status_code == 200
    for name, pk in (("matrix_draft", draft.pk), ("rule_change", rule.pk), ("matrix_publish", draft.pk)):
        assert client.get(url(name, pk)).status_code == 403
    assert client.post(url("rule_delete", rule.pk)).status_code == 403


def test_the_page_of_a_published_version_is_the_grid(client, matrix):
    assert client.get(url("matrix_draft", matrix.pk)).url == matrix.get_absolute_url()


# --- rows


def test_a_row_is_changed_with_its_condition_said_by_boxes_and_amounts(client, rule):
    sent = ROW | {"fait_amount_from": "", "fait_amount_below": "2000", "consulted": ["asset_planner"]}
    assert client.post(url("rule_change", rule.pk), sent).status_code == 302
    rule.refresh_from_db()
    assert rule.condition == {"amount": {"below": "2000"}}
    assert (rule.responsible, rule.consulted, rule.amount, rule.unit) == (
        "caretaker",
        ["asset_planner"],
        24,
        "hours",
    )


def test_all_values_ticked_or_none_say_the_same(client, draft):
    rule = draft.rules.filter(process="cleaning", step="check", condition__cleaner=["caretaker"]).get()
    draft.rules.filter(process="cleaning", step="check").exclude(pk=rule.pk).delete()
    client.post(url("rule_change", rule.pk), ROW | {"fait_cleaner": ["caretaker", "company", "staff"]})
    rule.refresh_from_db()
    assert rule.condition == {}


def test_a_new_row_asks_its_step_first_then_its_facts(client, draft):
    address = url("rule_create", draft.pk)
    assert "fait_" not in text(client.get(address))
    assert "Qui nettoie" in text(client.get(f"{address}?etape=cleaning.check"))
    draft.rules.filter(process="cleaning", step="check").delete()
    client.post(f"{address}?etape=cleaning.check", ROW | {"fait_cleaner": ["company"]})
    assert draft.rules.get(process="cleaning", step="check").condition == {"cleaner": ["company"]}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"responsible": ""}, "obligatoire"),
        ({"fait_amount_from": "2000", "fait_amount_below": "1000"}, "le plafond est sous le départ"),
        ({"unit": ""}, "Donnez le délai et son unité."),
        ({"amount": "1.5", "unit": "working_days"}, "Un nombre entier de jours ouvrés."),
        ({"consulted": ["caretaker"]}, "Déjà nommé au-dessus : Gardien."),
        ({"consulted": ["director"], "informed": ["director"]}, "Déjà nommé au-dessus : Direction."),
    ],
)
def test_a_row_that_makes_no_sense_comes_back_as_it_was_typed(client, rule, wrong, said):
    response = client.post(url("rule_change", rule.pk), ROW | {"fait_amount_below": "1500"} | wrong)
    assert response.status_code == 422
    assert said in text(response)
    assert 'value="Voir"' in text(response)
    rule.refresh_from_db()
    assert rule.action != "Voir"


def test_the_same_situation_twice_is_refused(client, draft, rule):
    response = client.post(
        f"{url('rule_create', draft.pk)}?etape=need.order_check", ROW | {"fait_amount_below": "1500"}
    )
    assert response.status_code == 422
    assert "Une règle vaut déjà pour cette situation" in text(response)
    assert draft.rules.filter(process="need", step="order_check").count() == 2


def test_a_row_of_a_published_version_is_neither_changed_nor_deleted(client, matrix):
    rule = matrix.rules.get(process="review")
    assert "ne change plus" in text(client.post(url("rule_change", rule.pk), ROW))
    client.post(url("rule_delete", rule.pk))
    rule.refresh_from_db()
    assert rule.responsible == "agency_manager"


def test_a_deleted_row_leaves_a_hole(client, draft, rule):
    client.post(url("rule_delete", rule.pk))
    assert [problem.is_hole for problem in problems(draft)] == [True]


# --- the detector


def test_a_hole_opens_the_form_filled_with_its_situation(client, draft):
    draft.rules.get(process="cleaning", step="response", condition__cause=["usage"]).delete()
    response = client.get(url("matrix_draft", draft.pk))
    ((problem, prefill),) = response.context["problems"]
    assert str(problem) == "Propreté, Non-conformité : première action (cause : Usage) : personne"
    address = f"{url('rule_create', draft.pk)}?etape=cleaning.response&{prefill}"
    form = client.get(address).context["form"]
    assert {field.name: field.initial for field in form.situation if field.initial} == {"fait_cause": ["usage"]}
    assert client.post(address, ROW | {"fait_cause": ["usage"]}).status_code == 302
    assert problems(draft) == []


def test_a_hole_between_two_amounts_is_filled_exactly(client, draft, rule):
    draft.rules.filter(pk=rule.pk).update(condition={"amount": {"below": "1000"}})
    ((_, prefill),) = client.get(url("matrix_draft", draft.pk)).context["problems"]
    client.post(
        f"{url('rule_create', draft.pk)}?etape=need.order_check&{prefill}",
        ROW | {"fait_amount_from": "1000", "fait_amount_below": "1500"},
    )
    assert prefill == "fait_amount_from=1000&fait_amount_below=1500"
    assert problems(draft) == []


def test_a_conflict_names_both_rules(client, draft, rule):
    draft.rules.filter(pk=rule.pk).update(condition={"amount": {"below": "2000"}})
    response = client.get(url("matrix_draft", draft.pk))
    ((problem, _),) = response.context["problems"]
    assert all(url("rule_change", one.pk) in text(response) for one in problem.rules)
    assert len(problem.rules) == 2


def test_neighbouring_holes_are_told_together_and_none_is_lost(draft):
    draft.rules.filter(process="cleaning", step="response", condition__cleaner=["company"]).delete()
    found = problems(draft)
    lines = gathered(found)
    assert len(lines) < len(found)
    from coordination.conditions import holds

    for problem in found:
        assert sum(holds(line.condition, dict(problem.facts)) for line in lines) == 1


# --- the simulation


def test_the_simulation_shows_whose_load_moves(client, draft, residence, desk, keeper):
    a_case(residence, by=desk)
    a_case(residence, by=desk, at=timezone.now() - dt.timedelta(days=120))
    draft.rules.filter(process="request", condition__family__contains="T1").update(responsible="technician")
    told = client.get(url("matrix_simulation", draft.pk)).context["simulation"]
    assert set(told.loads) == {("Gardien", 1, 0, "− 1"), ("Technicien maintenance", 0, 1, "+ 1")}
    assert told.moved == [("Demandes des locataires", "Traitement", "Gardien", "Technicien maintenance", 1)]


def test_the_simulation_counts_what_the_draft_gives_nobody(client, draft, residence, desk, keeper):
    a_case(residence, by=desk)
    draft.rules.filter(process="request", step="handling").delete()
    told = client.get(url("matrix_simulation", draft.pk)).context["simulation"]
    assert told.unowned == [("Demandes des locataires", "Traitement", 1)]


def test_the_simulation_costs_the_same_for_one_case_and_twenty(client, draft, residence, desk, keeper, same_cost):
    def make(count):
        for _ in range(count):
            a_case(residence, by=desk)

    same_cost(client, url("matrix_simulation", draft.pk), make)


# --- steps that came after the version was written


@pytest.fixture
def older(draft):
    """A version that speaks neither of alerts nor of the step « notice » of a vacancy."""
    draft.rules.filter(process="alert").delete()
    draft.rules.filter(process="vacancy", step="notice").delete()
    return draft


def test_a_draft_takes_what_is_proposed_for_steps_without_any_rule_and_nothing_else(client, older, matrix):
    kept = older.rules.exclude(process="request").count()
    older.rules.filter(process="request").update(action="Notre façon de faire")
    page = text(client.get(url("matrix_draft", older.pk)))
    assert "Prendre les règles proposées" in page
    response = client.post(url("matrix_complete", older.pk), follow=True)
    assert "ajoutée" in text(response)
    assert "Prendre les règles proposées" not in text(response)
    assert problems(older) == []
    assert {rule.key for rule in older.rules.all()} == {rule.key for rule in matrix.rules.all()}
    assert older.rules.exclude(process="request").count() > kept
    assert set(older.rules.filter(process="request").values_list("action", flat=True)) == {"Notre façon de faire"}


def test_a_step_with_one_of_its_rules_left_is_not_filled_behind_the_back_of_who_wrote_it(older, rule):
    rule.delete()
    older.complete()
    assert [problem.process for problem in problems(older)] == ["need"]
    assert older.complete() == 0


def test_a_published_version_is_completed_by_its_successor_only(client, older):
    ResponsibilityMatrix.objects.filter(pk=older.pk).update(
        state="published", valid_from=timezone.localdate(), published_at=timezone.now()
    )
    page = text(client.get(reverse("coordination:matrix")))
    assert "étapes sans règle" in page
    assert "Préparer la version suivante" in page
    with pytest.raises(MoveRefused):
        older.complete()
    response = client.post(url("matrix_complete", older.pk), follow=True)
    assert "ne change plus" in text(response)
    following = older.draft_next()
    following.complete()
    assert problems(following) == []


# --- publication


def test_the_comparison_says_what_is_added_removed_and_changed(matrix, draft, rule):
    rule.condition = {"amount": {"below": "2000"}}
    rule.save()
    draft.rules.filter(process="review").update(responsible="director", informed=[])
    found = compare(matrix, draft)
    assert [change.rule.condition for change in found.added] == [{"amount": {"below": "2000"}}]
    assert [change.rule.condition for change in found.removed] == [{"amount": {"below": "1500"}}]
    (changed,) = found.changed
    assert changed.fields == [
        ("Réalise", "Responsable d’agence", "Direction"),
        ("Informés", "Direction", ""),
    ]


def test_a_version_is_published_from_a_day_on_with_its_decision(client, draft):
    day = timezone.localdate() + dt.timedelta(days=7)
    assert "Aucune différence" in text(client.get(url("matrix_publish", draft.pk)))
    client.post(url("matrix_publish", draft.pk), {"valid_from": day, "basis": "CODIR du 20 novembre"})
    draft.refresh_from_db()
    assert (draft.state, draft.valid_from, draft.basis) == ("published", day, "CODIR du 20 novembre")
    assert f"publiée par {draft.published_by}" in text(client.get(reverse("coordination:matrix_versions")))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"valid_from": "2020-01-01", "basis": "Note"}, "aujourd’hui ou plus tard"),
        ({"valid_from": "2999-01-01", "basis": ""}, "obligatoire"),
    ],
)
def test_a_publication_that_is_refused_says_why(client, draft, sent, said):
    response = client.post(url("matrix_publish", draft.pk), sent)
    assert (response.status_code, said in text(response)) == (422, True)


def test_two_versions_do_not_start_the_same_day(draft):
    day = timezone.localdate() + dt.timedelta(days=2)
    draft.publish(valid_from=day)
    with pytest.raises(MoveRefused, match="ce jour-là"):
        ResponsibilityMatrix.objects.get(organisation="trade").publish(valid_from=day)


def test_a_draft_with_a_hole_shows_it_and_is_not_published(client, draft, rule):
    rule.delete()
    address = url("matrix_publish", draft.pk)
    assert "1 point à corriger avant de publier" in text(client.get(address))
    response = client.post(address, {"valid_from": timezone.localdate(), "basis": "Note"})
    assert response.status_code == 422
    draft.refresh_from_db()
    assert draft.is_draft
    assert Role.ADMIN not in Responsibility.objects.values_list("responsible", flat=True)
