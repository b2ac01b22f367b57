"""Screens of checklists, scales and kinds of checks: written as drafts, never changed once visits follow them."""

import uuid

import pytest
from django.utils import timezone

from proximity import mandatory
from proximity.models import CheckKind, Checklist, Scale
from proximity.models.scales import GradeSaid
from teams.workflow import MoveRefused
from tests.config.test_roles import status
from tests.proximity.inspecting import Kind, an_upload, key, url

pytestmark = pytest.mark.django_db


def test_a_manager_writes_a_new_version(sign_in, manager):
    client, first = sign_in(manager), Checklist.objects.for_use(Kind.ROUND)
    draft_page = client.post(url("checklist_draft", first.pk)).url
    draft = Checklist.objects.get(kind=Kind.ROUND, published_at=None)
    assert draft_page == draft.get_absolute_url()
    item = draft.items.first()
    scale = item.scale
    other = Checklist.objects.for_use(Kind.MOVE_IN).items.first().scale.grades.first()
    sent = {"section": "Entrée", "label": "Porte", "position": 1, "scale": scale.pk, "weight": 3}
    wrong = client.post(url("checklist_item", item.pk), {**sent, "photo_from": other.pk})
    assert wrong.status_code == 422
    assert "échelle choisie" in wrong.content.decode()
    client.post(url("checklist_item", item.pk), {**sent, "upload": an_upload()})
    client.post(url("checklist_item_create", draft.pk), {**sent, "label": "Cave"})
    client.post(url("checklist_item_delete", draft.items.last().pk))
    client.post(url("checklist_basis", draft.pk), {"basis": "Décision du 3 novembre"})
    client.post(url("checklist_publish", draft.pk))
    now = Checklist.objects.for_use(Kind.ROUND)
    assert (now, now.basis) == (draft, "Décision du 3 novembre")
    assert status(client.get(url("checklist_reference", now.items.get(label="Porte").pk))) == 200


def test_a_published_version_cannot_be_changed(sign_in, manager):
    client, first = sign_in(manager), Checklist.objects.for_use(Kind.ROUND)
    assert client.post(url("checklist_item", first.items.first().pk), {}).status_code == 404
    assert client.post(url("checklist_publish", first.pk)).status_code == 404


def test_points_are_put_in_another_order(sign_in, manager, caretaker):
    draft = Checklist.objects.for_use(Kind.ROUND).draft_next()
    before = list(draft.items.values_list("label", flat=True))
    first, second = draft.items.all()[:2]
    client = sign_in(manager)
    answer = client.post(url("checklist_item_move", first.pk), {"sens": "bas"})
    assert answer.url == f"{draft.get_absolute_url()}#point-{first.pk}"
    assert list(draft.items.values_list("label", flat=True)) == [before[1], before[0], *before[2:]]
    client.post(url("checklist_item_move", second.pk), {"sens": "haut"})
    client.post(url("checklist_item_move", first.pk), {"sens": "haut"})
    assert list(draft.items.values_list("label", flat=True)) == before
    assert sign_in(caretaker).post(url("checklist_item_move", first.pk), {"sens": "bas"}).status_code == 403


def test_a_point_is_not_written_into_a_version_published_meanwhile():
    draft = Checklist.objects.for_use(Kind.ROUND).draft_next()
    draft.publish()
    with pytest.raises(MoveRefused, match="publiée"):
        draft.hold()


# --- scales

FINE = GradeSaid("Bien", 100, "good", usual=True)
BROKEN = GradeSaid("Cassé", 0, "poor")


def lines(*grades, before=0, **said):
    """A form with these lines: rank, label, points, condition, usual; and the pk of a grade there was."""
    names = ("rank", "label", "points", "condition", "usual", "pk")
    rows = {
        f"notes-{number}-{name}": value
        for number, line in enumerate(grades) for name, value in zip(names, line, strict=False) if value != ""
    }  # fmt: skip
    counts = {"notes-TOTAL_FORMS": len(grades), "notes-INITIAL_FORMS": before}
    return {"label": "Éclairage", "key": key(), **counts, **rows, **said}


def test_a_manager_makes_a_scale_once(sign_in, manager, caretaker):
    client, typed = (
        sign_in(manager),
        lines((2, "Cassé", 0, "poor"), (1, "Bien", 100, "good", "on"), (3, "Sans objet")),
    )
    for _ in range(2):
        assert client.post(url("scale_create"), typed).url == url("scales")
    scale = Scale.objects.get(label="Éclairage")
    assert [(one.label, one.points, one.usual) for one in scale.grades.all()] == [
        ("Bien", 100, True), ("Cassé", 0, False), ("Sans objet", None, False),
    ]  # fmt: skip
    assert "Éclairage" in sign_in(caretaker).get(url("scales")).content.decode()
    assert sign_in(caretaker).post(url("scale_create"), typed).status_code == 403


@pytest.mark.parametrize(
    ("grades", "why"),
    [
        ([(1, "Bien", 100, "good")], "au moins deux notes"),
        ([(1, "Bien", 100, "good"), (2, "bien", 0, "poor")], "même nom"),
        ([(1, "Bien", 50, "good"), (2, "Cassé", 60, "poor")], "ne remontent pas"),
        ([(1, "Bien", 50, "good"), (2, "Cassé", 10, "")], "a un état"),
        ([(1, "Bien", 50, "good"), (2, "Cassé", 10, "poor"), (3, "Sans objet", "", "good")], "a un état"),
        ([(1, "Bien", 50, "good", "on"), (2, "Cassé", 10, "poor", "on")], "Une seule note"),
    ],
)
def test_a_scale_that_makes_no_sense_comes_back(sign_in, manager, grades, why):
    answer = sign_in(manager).post(url("scale_create"), lines(*grades))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert why in html
    assert 'value="Bien"' in html
    assert not Scale.objects.filter(label="Éclairage").exists()


def test_a_scale_changes_until_a_published_version_follows_it(sign_in, manager):
    scale = Scale.create("Éclairage", [FINE, BROKEN], key=uuid.uuid4())
    good, bad = scale.grades.all()
    client = sign_in(manager)
    kept = [(2, "Bien", 90, "good", "", good.pk), (3, "Cassé", 0, "poor", "", bad.pk)]
    typed = lines(*kept, (1, "Neuf", 100, "good", "on"), before=2)
    client.post(url("scale", scale.pk), typed)
    assert [(one.label, one.points) for one in scale.grades.all()] == [("Neuf", 100), ("Bien", 90), ("Cassé", 0)]
    assert set(scale.grades.values_list("pk", flat=True)) > {good.pk, bad.pk}
    draft = Checklist.objects.for_use(Kind.ROUND).draft_next()
    item = draft.items.first()
    draft.items.filter(pk=item.pk).update(scale=scale, photo_from=bad)
    with pytest.raises(MoveRefused, match="demande une photo"):
        scale.write("Éclairage", [FINE, GradeSaid("Hors service", 0, "poor")])
    draft.publish()
    assert "copiez-la" in client.get(url("scale", scale.pk), follow=True).content.decode()
    with pytest.raises(MoveRefused, match="copiez-la"):
        scale.write("Éclairage", [FINE, BROKEN])
    copy = client.get(f"{url('scale_create')}?copie={scale.pk}").content.decode()
    assert "Éclairage (copie)" in copy
    assert 'value="Neuf"' in copy


def test_a_scale_that_no_point_uses_is_removed(sign_in, manager):
    scale = Scale.create("Éclairage", [FINE, BROKEN], key=uuid.uuid4())
    client = sign_in(manager)
    client.post(url("scale_drop", scale.pk))
    assert not Scale.objects.filter(pk=scale.pk).exists()
    used = Scale.objects.get(code="state")
    assert "copiez-la" in client.post(url("scale_drop", used.pk), follow=True).content.decode()


# --- kinds of checks


def test_an_administrator_begins_a_kind_of_check_with_its_rhythm(sign_in, admin, technician, lift):
    typed = {
        "code": "ASC9", "label": "Essai du secours", "subject": "Ascenseur", "equipment": lift.kind, "months": "6",
        "starts_on": timezone.localdate().isoformat(), "alert_days": "30", "basis": "Contrat", "mandatory": "on",
        "from_due": "on",
    }  # fmt: skip
    client = sign_in(admin)
    kind = CheckKind.objects.filter(code="ASC9")
    wrong = client.post(url("check_kind_begin"), {**typed, "weeks": "3"})
    assert wrong.status_code == 422
    assert "Essai du secours" in wrong.content.decode()
    assert not kind.exists()
    client.post(url("check_kind_begin"), typed)
    rule = kind.get().rules.get()
    assert (rule.months, rule.from_due, rule.basis) == (6, True, "Contrat")
    mandatory.owe()
    assert lift.checks.filter(kind__code="ASC9").exists()
    assert client.post(url("check_kind_begin"), typed).status_code == 422
    assert sign_in(technician).post(url("check_kind_begin"), typed).status_code == 403
