"""Visits: saved point by point, by exception, finished whole, scored, and what is found there."""

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from proximity import findings, inspecting
from proximity.models import Checklist, Finding, Inspection
from teams.workflow import MoveRefused
from tests.housing.factories import BuildingFactory, ResidenceFactory
from tests.proximity.inspecting import (
    Kind,
    a_home,
    a_picture,
    a_visit,
    fresh,
    grade,
    grade_of,
    point_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(agency, caretaker):
    return a_visit(agency, caretaker)


def test_a_visit_begins_with_the_points_of_the_published_checklist(visit):
    assert visit.points.count() == visit.checklist.items.count() > 0
    assert [one.room for one in visit.points.all()][:2] == ["Entrée", "Entrée"]


def test_the_same_key_begins_one_visit(agency, caretaker):
    residence, key = ResidenceFactory(agency=agency), uuid.uuid4()
    first = inspecting.start(Kind.ROUND, residence, by=caretaker, key=key)
    assert inspecting.start(Kind.ROUND, residence, by=caretaker, key=key) == first
    assert Inspection.objects.count() == 1


def test_a_home_has_the_items_of_a_bedroom_once_for_each(agency, caretaker):
    home = a_home(agency, rooms=4)
    visit = inspecting.start(Kind.MOVE_IN, home, by=caretaker)
    rooms = list(dict.fromkeys(visit.points.values_list("room", flat=True)))
    assert rooms == [
        "Entrée", "Séjour", "Chambre 1", "Chambre 2", "Chambre 3", "Cuisine", "Salle de bains", "WC",
    ]  # fmt: skip


def test_a_studio_has_no_bedroom(agency, caretaker):
    visit = inspecting.start(Kind.MOVE_IN, a_home(agency, rooms=1), by=caretaker)
    assert not visit.points.filter(room__startswith="Chambre").exists()


def test_an_inventory_wants_a_home(agency, caretaker):
    with pytest.raises(MoveRefused, match="dans un logement"):
        inspecting.start(Kind.MOVE_OUT, ResidenceFactory(agency=agency), by=caretaker)


def test_the_last_answer_stands_and_pictures_add_up(visit, caretaker):
    red, blue = a_picture("red"), a_picture("blue")
    point = grade(visit, "Rien de cassé", "Non conforme", by=caretaker, pictures=[red])
    grade(visit, "Rien de cassé", "Conforme", by=caretaker, words="Réparé", pictures=[blue, red])
    point.refresh_from_db()
    assert (point.grade.label, point.words) == ("Conforme", "Réparé")
    assert set(point.pictures.all()) == {red, blue}


def test_a_grade_of_another_scale_is_refused(visit, caretaker, agency):
    home = inspecting.start(Kind.MOVE_IN, a_home(agency), by=caretaker)
    other = home.points.first().item.scale.grades.first()
    with pytest.raises(MoveRefused, match="échelle"):
        visit.answer(visit.points.select_related("item").first(), grade=other, by=caretaker)


def test_the_rest_is_as_usual_in_one_room_or_everywhere(visit, caretaker):
    grade(visit, "Éclairage allumé", "À surveiller", by=caretaker)
    assert visit.answer_rest(by=caretaker, room="Entrée") == 2
    assert visit.answer_rest(by=caretaker) == visit.checklist.items.count() - 3
    assert point_of(visit, "Éclairage allumé").grade.label == "À surveiller"
    assert visit.missing() == []


def test_a_visit_does_not_end_with_a_point_that_nobody_saw(visit, caretaker):
    with pytest.raises(MoveRefused, match="porte de hall fermée \\(sans note\\), et 7 autres"):
        visit.finish(by=caretaker)


def test_a_bad_grade_asks_for_a_picture(visit, caretaker):
    visit.answer_rest(by=caretaker)
    grade(visit, "Rien de cassé", "Non conforme", by=caretaker)
    with pytest.raises(MoveRefused, match="photo manquante"):
        visit.finish(by=caretaker)
    grade(visit, "Rien de cassé", "Non conforme", by=caretaker, pictures=[a_picture()])
    visit.finish(by=caretaker)
    assert fresh(visit).finished_by == caretaker


def test_what_does_not_apply_asks_for_no_picture_and_does_not_count(visit, caretaker):
    visit.answer_rest(by=caretaker)
    grade(visit, "Ascenseur en marche", "Sans objet", by=caretaker)
    visit.finish(by=caretaker)
    assert visit.score == 100


def test_the_score_weighs_points_and_a_knock_out_fails_the_whole(visit, caretaker):
    visit.answer_rest(by=caretaker)
    grade(visit, "Éclairage allumé", "À surveiller", by=caretaker)  # 2 of 19 lose 40 points
    visit.finish(by=caretaker)
    assert (visit.score, visit.passed) == (Decimal("95.8"), True)
    assert not visit.findings.exists()


def test_a_knock_out_point_fails_whatever_the_score(agency, caretaker):
    visit = a_visit(agency, caretaker)
    visit.answer_rest(by=caretaker)
    grade(visit, "Paliers et escaliers dégagés", "Dangereux", by=caretaker, pictures=[a_picture()])
    visit.finish(by=caretaker)
    assert (visit.score, visit.passed) == (Decimal("84.2"), False)


def test_a_low_score_fails_without_any_knock_out(visit, caretaker):
    visit.answer_rest(by=caretaker)
    for label in ("Porte de hall fermée", "Ascenseur en marche"):
        grade(visit, label, "Non conforme", by=caretaker, pictures=[a_picture()])
    visit.finish(by=caretaker)
    assert (visit.score, visit.passed) == (Decimal("68.4"), False)


def test_bad_points_become_findings_with_their_component_and_pictures(visit, caretaker):
    visit.answer_rest(by=caretaker)
    said = {"by": caretaker, "words": "Elle ne ferme plus", "pictures": [a_picture()]}
    grade(visit, "Porte de hall fermée", "Dangereux", **said)
    visit.finish(by=caretaker)
    found = visit.findings.get()
    assert (found.label, found.words) == ("Entrée : Porte de hall fermée", "Elle ne ferme plus")
    assert (found.kind.code, found.grade, found.safety) == ("portes-hall", "dangerous", True)
    assert found.pictures.count() == 1


def test_a_visit_ends_once_and_the_same_key_twice_is_no_refusal(visit, caretaker):
    visit.answer_rest(by=caretaker)
    key = uuid.uuid4()
    visit.finish(by=caretaker, key=key)
    ended = visit.finished_at
    visit.finish(by=caretaker, key=key)
    assert fresh(visit).finished_at == ended
    with pytest.raises(MoveRefused, match="terminée"):
        visit.finish(by=caretaker, key=uuid.uuid4())


def test_nothing_changes_in_a_visit_that_is_over(visit, caretaker):
    visit.answer_rest(by=caretaker)
    point = point_of(visit, "Rien de cassé")
    visit.finish(by=caretaker)
    for act in (
        lambda: visit.answer(point, grade=grade_of(point, "Conforme"), by=caretaker),
        lambda: visit.answer_rest(by=caretaker),
        lambda: visit.drop(by=caretaker),
    ):
        with pytest.raises(MoveRefused, match="ne se modifie plus"):
            act()


def test_a_visit_that_was_dropped_is_over(visit, caretaker):
    visit.drop(by=caretaker)
    assert visit.state_label == "Abandonnée"
    with pytest.raises(MoveRefused):
        visit.answer_rest(by=caretaker)


def test_what_is_seen_beside_the_checklist_is_written_once(visit, caretaker):
    building, key = BuildingFactory(residence=visit.residence), uuid.uuid4()
    said = {"label": "Garde-corps descellé", "grade": "dangerous", "safety": True, "by": caretaker, "key": key}
    found = findings.observe(building, **said, inspection=visit, pictures=[a_picture()])
    assert findings.observe(building, **said) == found
    assert (found.place, Finding.objects.count()) == (building, 1)


def test_the_database_refuses_two_ends_and_a_score_out_of_bounds(visit):
    for wrong in ({"finished_at": visit.started_at, "dropped_at": visit.started_at}, {"score": 101}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Inspection.objects.filter(pk=visit.pk).update(**wrong)


# --- checklists


def test_a_new_version_leaves_the_visits_begun_before_alone(visit, caretaker, agency):
    draft = visit.checklist.draft_next()
    assert visit.checklist.draft_next() == draft
    assert set(draft.items.values_list("code", flat=True)) == set(
        visit.checklist.items.values_list("code", flat=True)
    )
    draft.items.filter(section="Dehors").delete()
    assert a_visit(agency, caretaker).checklist == visit.checklist
    draft.publish()
    assert a_visit(agency, caretaker).points.count() == visit.points.count() - 2


def test_a_checklist_is_published_once_and_not_empty(visit):
    draft = visit.checklist.draft_next()
    stale = Checklist.objects.get(pk=draft.pk)
    draft.publish()
    with pytest.raises(MoveRefused, match="déjà publiée"):
        stale.publish()
    empty = draft.draft_next()
    empty.items.all().delete()
    with pytest.raises(MoveRefused, match="aucun point"):
        empty.publish()
    empty.drop()
    with pytest.raises(MoveRefused, match="publiée"):
        draft.drop()
