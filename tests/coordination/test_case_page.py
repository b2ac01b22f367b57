"""The page of a case: who has the ball, what was promised, what happened; and acting on it."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination import file
from coordination.models import Case, Entry
from coordination.photos import attach
from teams.models import Team
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.coordination.test_photos import a_photo
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper_client(keeper, sign_in):
    return sign_in(keeper)


def act(client, name, case, **data):
    return client.post(
        reverse(f"coordination:case_{name}", args=[case.reference]), {"key": str(uuid.uuid4()), **data}
    )


def test_the_page_says_who_has_the_ball_and_why(keeper_client, case, field_team):
    page = keeper_client.get(case.get_absolute_url()).text
    assert case.title in page
    assert f"<strong>{field_team}</strong>" in page
    assert "pas encore prise en charge" in page
    assert "La matrice" in page


def test_the_page_tells_the_journal_in_sentences(keeper, keeper_client, case, task, other_keeper):
    case.promise(timezone.localdate() + dt.timedelta(days=2), by=keeper)
    later = timezone.localdate() + dt.timedelta(days=5)
    case.promise(later, cause="Pièce en commande", service=Team.Service.PROXIMITY, by=keeper)
    task.acknowledge(by=keeper)
    task.reassign(other_keeper, "Je pars en congé", by=keeper)
    now = case.tasks.open().get()
    now.pause(text="Il rappelle", by=other_keeper)
    now.resume(by=other_keeper)
    case.change_priority(2, why="L’eau coule", by=keeper)
    now.finish("done", next="confirmation", by=other_keeper)
    case.close("done", text="Tout va bien", by=keeper)
    case.reopen("Ça fuit encore", by=keeper)
    told = " ".join(line.told for line in file.read(Case.objects.get(pk=case.pk), keeper, timezone.now()).lines)
    for words in ("Dossier ouvert, confié à", "Date annoncée :", f"au {later:%d/%m/%Y}, du fait de : Proximité",
                  "prise en charge", f"Changement de mains : « Traitement » à {other_keeper}",
                  "les délais sont suspendus", "courent de nouveau", "U3 — normal → U2 — pressant",
                  "« Traitement » terminée, puis « Confirmation par le locataire »", "Dossier clos : traité",
                  "Dossier rouvert"):  # fmt: skip
        assert words in told, words
    assert "Ça fuit encore" in keeper_client.get(case.get_absolute_url()).text


def test_lines_are_told_apart_and_filtered(keeper, keeper_client, case):
    case.note("Clé au local", by=keeper)
    case.note("Nous passons demain", visibility=Entry.Visibility.TENANT, by=keeper)
    url = case.get_absolute_url()
    assert "Clé au local" not in keeper_client.get(url + "?journal=tenant").text
    assert "Nous passons demain" not in keeper_client.get(url + "?journal=internal").text


def test_a_long_journal_is_cut_and_can_be_read_whole(keeper, keeper_client, case, monkeypatch):
    monkeypatch.setattr(file, "LATEST", 3)
    for number in range(4):
        case.note(f"Note {number}", by=keeper)
    page = keeper_client.get(case.get_absolute_url()).text
    assert "Note 0" not in page
    assert "Voir tout le journal" in page
    assert "Note 0" in keeper_client.get(case.get_absolute_url() + "?tout").text


def test_a_note_with_photos_is_written_once(keeper_client, case):
    for _ in range(2):
        key = "0b7c9f4e-0000-4000-8000-000000000001"
        answer = act(
            keeper_client, "note", case, text="Robinet", photos=[a_photo(), a_photo(size=(40, 30))], key=key
        )
        assert answer.status_code == 302
    assert case.entries.filter(kind="noted").count() == 1
    assert case.photos.count() == 2


def test_a_broken_photo_writes_nothing_and_keeps_the_words(keeper_client, case):
    broken = a_photo()
    broken.file.truncate(60)
    broken.size = 60
    answer = act(keeper_client, "note", case, text="Le joint est mort", photos=[broken])
    assert answer.status_code == 422
    assert "Le joint est mort" in answer.text
    assert not case.entries.filter(kind="noted").exists()


def test_an_empty_note_is_refused(keeper_client, case):
    answer = act(keeper_client, "note", case, text=" ")
    assert answer.status_code == 422
    assert "Écrivez une note" in answer.text


def test_photos_leave_through_the_perimeter_only(keeper, keeper_client, case, sign_in, other_agency):
    photo = attach(case, a_photo(), by=keeper)
    for name in ("photo", "photo_thumbnail"):
        url = reverse(f"coordination:{name}", args=[photo.pk])
        answer = keeper_client.get(url)
        assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
        assert "private" in answer["Cache-Control"]
        stranger = UserFactory(roles=[Role.CARETAKER], agencies=[other_agency])
        assert sign_in(stranger).get(url).status_code == 404


def test_a_date_is_told_then_changed_with_its_cause(keeper_client, case):
    first, then = (timezone.localdate() + dt.timedelta(days=days) for days in (1, 4))
    assert act(keeper_client, "promise", case, on=first.isoformat()).status_code == 302
    refused = act(keeper_client, "promise", case, on=then.isoformat())
    assert refused.status_code == 422
    told = {"on": then.isoformat(), "cause": "Pièce en commande", "service": "proximity"}
    assert act(keeper_client, "promise", case, **told).status_code == 302
    case.refresh_from_db()
    assert case.promised_on == then
    page = keeper_client.get(case.get_absolute_url()).text
    assert "2 dates annoncées" in page
    past = act(keeper_client, "promise", case, **{**told, "on": "2020-01-01"})
    assert "On n’annonce pas une date passée." in past.text


def test_closing_and_reopening(keeper_client, case):
    assert act(keeper_client, "close", case, outcome="void", text="Doublon").status_code == 302
    assert "Dossier clos" in keeper_client.get(case.get_absolute_url()).text
    assert act(keeper_client, "close", case, outcome="void").status_code == 422
    assert act(keeper_client, "reopen", case, step="handling", why="Ça recommence").status_code == 302
    assert case.tasks.open().get().step == "handling"


def test_changing_urgency_and_asking_for_more(keeper_client, case):
    assert act(keeper_client, "priority", case, priority=1, why="Plafond percé").status_code == 302
    assert act(keeper_client, "ask", case, step="information", text="Prévenir la voisine").status_code == 302
    case.refresh_from_db()
    assert (case.priority, case.tasks.open().count()) == (1, 2)


def test_a_step_that_depends_on_a_fact_asks_for_it(agency, residence, sign_in):
    """Works on a vacant home: who does them depends on how heavy they are."""
    officer = UserFactory(roles=[Role.LEASING_OFFICER], agencies=[agency])
    case = a_case(residence, by=officer, process="vacancy", step="notice", facts={}, title="Congé")
    client = sign_in(officer)
    refused = act(client, "ask", case, step="works", text="Repeindre")
    assert refused.status_code == 422
    assert "Précisez « travaux »" in refused.text
    assert act(client, "ask", case, step="works", text="Repeindre", fact_works="light").status_code == 302


ACTS = ["note", "promise", "priority", "ask", "close", "reopen"]


@pytest.mark.parametrize("name", ACTS)
def test_strangers_find_no_case(name, case, sign_in, other_agency):
    stranger = UserFactory(roles=[Role.CARETAKER], agencies=[other_agency])
    assert act(sign_in(stranger), name, case).status_code == 404
    assert sign_in(stranger).get(case.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", ACTS[1:])
def test_who_only_reads_the_case_may_not_move_it(name, case, sign_in, agency):
    reader = UserFactory(roles=[Role.LEASING_OFFICER], agencies=[agency])
    client = sign_in(reader)
    assert client.get(case.get_absolute_url()).status_code == 200
    assert act(client, name, case).status_code == 403


def test_a_confidential_case_is_not_found_by_the_manager(residence, agency, sign_in):
    worker = UserFactory(roles=[Role.SOCIAL_WORKER], agencies=[agency])
    case = a_case(residence, by=worker, facts={"family": "S2"}, confidential=True)
    manager = UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[agency])
    assert sign_in(manager).get(case.get_absolute_url()).status_code == 404
    assert "confidentiel" in sign_in(worker).get(case.get_absolute_url()).text


def test_as_many_queries_for_a_short_case_as_for_a_long_one(keeper, keeper_client, case, other_keeper, same_cost):
    people = [keeper, other_keeper]

    def make(count):
        for number in range(count):
            task = case.tasks.open().order_by("pk").first()
            task.reassign(people[number % 2] if task.assignee != people[number % 2] else people[1 - number % 2],
                          "Tour de rôle", by=keeper)  # fmt: skip
            case.note(f"Note {number}", by=keeper)
            attach(case, a_photo(size=(20 + number, 20)), by=keeper)

    same_cost(keeper_client, case.get_absolute_url(), make)
