"""The screens of « Organisation » that everybody reads: matrix, corrected rules, map of processes."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.cartography import read
from coordination.models import ResponsibilityMatrix, Task
from tests.coordination.factories import a_case

pytestmark = pytest.mark.django_db
MATRIX, MAP, CORRECTIONS = "coordination:matrix", "coordination:processes", "coordination:corrections"


def sheet(response):
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active


def text(response) -> str:
    return " ".join(response.content.decode().split())


# --- the matrix


def test_the_matrix_in_force_is_read_by_everybody_as_letters(keeper, sign_in):
    response = sign_in(keeper).get(f"{reverse(MATRIX)}?processus=vacancy")
    ((process, groups),) = response.context["grid"]
    notice = next(group for group in groups if group.step.code == "notice")
    assert process.code == "vacancy"
    assert {role: letters for role, letters, _ in notice.rows[0].letters if letters} == {
        "Chargé de location": "R",
        "Responsable d’agence": "A",
        "Responsable de secteur": "I",
        "Gardien": "I",
        "Chargé de recouvrement": "I",
    }
    assert "2 jours ouvrés" in text(response)


def test_who_does_and_answers_for_a_step_bears_both_letters(keeper, sign_in):
    response = sign_in(keeper).get(f"{reverse(MATRIX)}?processus=review")
    ((_, (group,)),) = response.context["grid"]
    assert ("Responsable d’agence", "R A", "") in group.rows[0].letters


def test_another_version_is_shown_with_the_services_that_narrow_its_roles(keeper, sign_in):
    trade = ResponsibilityMatrix.objects.get(organisation="trade")
    response = sign_in(keeper).get(f"{trade.get_absolute_url()}&processus=cleaning")
    assert response.context["matrix"] == trade
    assert "Proximité" in {service for *_, service in response.context["grid"][0][1][0].rows[0].letters}


def test_an_unknown_version_is_not_found(keeper, sign_in):
    assert sign_in(keeper).get(f"{reverse(MATRIX)}?version=999999").status_code == 404


def test_the_matrix_exports_one_line_per_rule(keeper, sign_in):
    matrix = ResponsibilityMatrix.objects.get(organisation="territory")
    found = sheet(sign_in(keeper).get(reverse("coordination:matrix_export")))
    assert found.max_row == 1 + matrix.rules.count()


def test_the_versions_say_what_each_is_worth_today(keeper, sign_in):
    later = ResponsibilityMatrix.objects.get(organisation="trade")
    later.publish(valid_from=timezone.localdate() + dt.timedelta(days=3))
    ResponsibilityMatrix.objects.get(organisation="territory").draft_next()
    response = sign_in(keeper).get(reverse("coordination:matrix_versions"))
    assert [(str(one), one.standing) for one in response.context["versions"]] == [
        ("Par territoire v2", "brouillon"),
        ("Par métier v1", "à venir"),
        ("Par territoire v1", "en vigueur"),
    ]


def test_without_a_matrix_in_force_the_page_says_who_answers(keeper, sign_in, monkeypatch):
    day = dt.date(1999, 12, 31)
    monkeypatch.setattr("coordination.views.matrix.timezone.localdate", lambda: day)
    response = sign_in(keeper).get(reverse(MATRIX))
    assert response.context["matrix"] is None
    assert "Chaque tâche revient au pilote de son processus." in text(response)


# --- rules that are corrected


@pytest.fixture
def corrected(task, keeper, desk):
    task.reassign(desk, "Pas pour nous", by=keeper)
    return task


def test_a_corrected_rule_is_counted_and_opens_its_cases(corrected, residence, desk, keeper, sign_in):
    a_case(residence, by=desk, title="Bien confiée")
    client = sign_in(desk)
    (line,) = client.get(reverse(CORRECTIONS)).context["lines"]
    assert (line[1].given, line[1].corrected, line[1].share) == (2, 1, 50)
    where = f"{reverse('coordination:cases')}?etat=tous&regle={corrected.rule_id}"
    today = timezone.localdate()
    shown = {
        more: {case.title for case in client.get(where + more).context["page"]}
        for more in ("", "&corrigee=oui", f"&depuis={today}", f"&depuis={today + dt.timedelta(days=1)}")
    }
    assert shown == {
        "": {"Fuite sous l’évier", "Bien confiée"},
        "&corrigee=oui": {"Fuite sous l’évier"},
        f"&depuis={today}": {"Fuite sous l’évier", "Bien confiée"},
        f"&depuis={today + dt.timedelta(days=1)}": set(),
    }


def test_corrections_elsewhere_are_not_counted(corrected, other_agent, sign_in):
    assert sign_in(other_agent).get(reverse(CORRECTIONS)).context["lines"] == []


def test_a_rule_corrected_often_enough_is_marked_in_the_grid(residence, desk, keeper, other_keeper, sign_in):
    def marks():
        response = sign_in(desk).get(f"{reverse(MATRIX)}?processus=request")
        return [row.marked for _, groups in response.context["grid"] for group in groups for row in group.rows]

    for number in range(3):
        assert not any(marks()), number
        a_case(residence, by=desk).tasks.get().reassign(desk, "Pas pour nous", by=keeper)
    assert marks().count(True) == 1


def test_corrected_rules_are_sorted_and_exported(corrected, residence, desk, sign_in):
    a_case(residence, by=desk, facts={"family": "A1"})
    client = sign_in(desk)
    first = client.get(f"{reverse(CORRECTIONS)}?tri=part").context["lines"][0][1]
    assert first.corrected == 0
    found = sheet(client.get(f"{reverse('coordination:corrections_export')}?tri=-part"))
    assert [cell.value for cell in found[2]][4:] == [1, 1, 100]


def test_the_corrections_cost_the_same_for_one_case_and_twenty(residence, desk, keeper, sign_in, same_cost):
    def make(count):
        for _ in range(count):
            a_case(residence, by=desk).tasks.get().reassign(desk, "Pas pour nous", by=keeper)

    same_cost(sign_in(desk), reverse(CORRECTIONS), make)


# --- the map


def stops(response) -> dict:
    return {stop.code: stop for chain in response.context["chains"] for stop in chain.stops}


def test_the_map_counts_what_waits_at_each_step(residence, desk, keeper, other_keeper, sign_in):
    now = timezone.now()
    for days in (1, 3, 8):
        case = a_case(residence, by=desk, title=f"{days} jours", at=now - dt.timedelta(days=days))
        Task.objects.filter(case=case).update(received_at=now - dt.timedelta(days=days))
    stop = stops(sign_in(desk).get(reverse(MAP)))["request.handling"]
    assert stop.count == 3
    assert stop.wait.days == 3
    assert stop.oldest.case.title == "8 jours"
    assert "Gardien" in stop.responsible


def test_each_number_of_the_map_opens_the_cases_it_counts(residence, desk, keeper, sign_in):
    a_case(residence, by=desk, title="Ancien", at=timezone.now() - dt.timedelta(days=40))
    a_case(residence, by=desk, title="Nouveau")
    client = sign_in(desk)
    stop = stops(client.get(reverse(MAP)))["request.handling"]
    assert (stop.count, stop.late) == (2, 1)
    where = f"{reverse('coordination:cases')}?etape={stop.code}"
    assert {case.title for case in client.get(where).context["page"]} == {"Ancien", "Nouveau"}
    assert {case.title for case in client.get(f"{where}&retard=oui").context["page"]} == {"Ancien"}


def test_what_is_elsewhere_is_not_on_the_map(case, other_agent, sign_in):
    assert stops(sign_in(other_agent).get(reverse(MAP)))["request.handling"].count == 0


def test_the_map_tells_what_follows_and_draws_waiting_apart(desk, sign_in):
    (chain,) = [one for one in sign_in(desk).get(reverse(MAP)).context["chains"] if one.process.code == "request"]
    assert "request.confirmation" in {stop.code for stop in chain.waiting}
    handling = next(stop for stop in chain.worked if stop.step.code == "handling")
    assert dict(handling.follows)["Sans objet"] == "le dossier est clos"
    assert "« Confirmation par le locataire »" in handling.follows[0][1]


def test_the_map_costs_the_same_for_one_case_and_twenty(residence, desk, keeper, sign_in, same_cost):
    def make(count):
        for _ in range(count):
            a_case(residence, by=desk)

    same_cost(sign_in(desk), reverse(MAP), make)


def test_the_map_exports_one_line_per_step(case, desk, sign_in):
    _, chains = read(desk, timezone.now(), timezone.localdate())
    found = sheet(sign_in(desk).get(reverse("coordination:processes_export")))
    assert found.max_row == 1 + sum(len(chain.stops) for chain in chains)
