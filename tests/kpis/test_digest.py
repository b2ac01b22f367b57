"""The weekly letter: once a person and week, of the own perimeter, with a way out of each measure."""

import re
from itertools import groupby

import pytest
from django.conf import settings
from django.urls import reverse

from kpis import digest, tasks, unsubscribing
from kpis.alerts.watching import latest_week
from kpis.measures import IN_ORDER, Direction
from kpis.models import Digest, MutedMeasure
from teams.roles import Role
from tests.kpis.alert_factories import an_alert, last_week, usual, weekly
from tests.kpis.town import a_residence
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(agency):
    return UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[agency], email="agence@exemple.fr")


@pytest.fixture
def moved(residence):
    return an_alert(residence)


def letters():
    tasks.send_digests()


def both(mail) -> str:
    return mail.body + mail.alternatives[0].content


def test_each_manager_gets_one_letter_of_the_week(moved, manager, caretaker, mailoutbox):
    letters()
    letters()
    assert [mail.to for mail in mailoutbox] == [["agence@exemple.fr"]]
    assert Digest.objects.get().week == last_week()


def test_it_tells_what_got_worse_and_which_alerts_wait_in_text_and_html(moved, manager, mailoutbox):
    letters()
    (mail,) = mailoutbox
    for part in (mail.body, mail.alternatives[0].content):
        assert "Délai de traitement net : 20,0\xa0jours, contre" in part
        assert f"{settings.SITE_URL}{moved.get_absolute_url()}" in part
    assert mail.subject == "Indicateurs : 1 en retrait, 0 en progrès, 1 sans action"


def test_it_tells_what_got_better(residence, manager, mailoutbox):
    weekly(residence, [*usual(), *[2.0] * 3])
    letters()
    assert "Ce qui s’améliore" in both(mailoutbox[0])
    assert "dégrade" not in both(mailoutbox[0])


def test_a_quiet_week_is_said_in_one_line(residence, manager, mailoutbox):
    weekly(residence, usual())
    letters()
    assert mailoutbox[0].subject == "Indicateurs : rien d’inhabituel cette semaine"


def test_it_tells_nothing_of_other_agencies(moved, manager, other_agency, mailoutbox):
    weekly(a_residence(other_agency, "R8"), [*usual(), *[2.0] * 3], measure="REL03")
    letters()
    assert "visite conseil" not in both(mailoutbox[0])


def test_the_link_in_the_mail_stops_one_measure(moved, manager, client, mailoutbox):
    letters()
    path = re.search(
        rf"Ne plus recevoir cet indicateur : {re.escape(settings.SITE_URL)}(\S+)", mailoutbox[0].body
    )[1]
    assert "Ne plus recevoir « Délai de traitement net »" in client.get(path).content.decode()
    assert not MutedMeasure.objects.exists()
    assert client.post(path).status_code == client.post(path).status_code == 200
    assert list(MutedMeasure.objects.values_list("user", "measure")) == [(manager.pk, "REQ02")]
    letter = digest.read(manager, last_week())
    assert (letter.worse, letter.alerts) == ([], [])


def test_a_mail_program_stops_the_whole_letter_by_itself(moved, manager, mailoutbox):
    from django.test import Client

    letters()
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").removeprefix(settings.SITE_URL)
    forgetful = Client(enforce_csrf_checks=True)
    assert forgetful.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    Digest.objects.all().delete()
    letters()
    assert len(mailoutbox) == 1


def test_an_address_that_we_did_not_sign_opens_nothing(client, manager):
    good = unsubscribing.path(manager, "REQ02")
    for path in (good[:-2] + "x/", reverse("kpis:unsubscribe", args=["abc"])):
        assert client.post(path).status_code == 404
    assert not MutedMeasure.objects.exists()


def test_a_lost_mail_leaves_at_the_next_hour(moved, manager, mailoutbox, monkeypatch):
    monkeypatch.setattr(tasks.mail_digest, "delay", lambda pk: None)
    letters()
    assert (len(mailoutbox), Digest.objects.waiting().count()) == (0, 1)
    monkeypatch.undo()
    letters()
    assert len(mailoutbox) == 1


def test_a_refused_mail_gives_its_letter_back(moved, manager, settings):
    settings.EMAIL_BACKEND = "tests.kpis.test_digest.Refuses"
    (pk,) = digest.prepare()
    with pytest.raises(OSError, match="refused"):
        digest.send(pk)
    assert Digest.objects.waiting().exists()


class Refuses:
    def __init__(self, *args, **kwargs): ...

    def send_messages(self, messages):
        raise OSError("refused")


def test_one_chooses_what_to_read(sign_in, manager):
    client = sign_in(manager)
    address = reverse("kpis:digest")
    assert client.get(address).content.decode().count("checked") > 10
    client.post(address, {"wanted": ["REL01"]})
    muted = MutedMeasure.objects.codes_of(manager)
    assert "REQ02" in muted
    assert "REL01" not in muted
    assert "" in muted
    client.post(address, {"wanted": ["REL01", "REQ02"], "letter": "on"})
    assert not {"", "REQ02"} & MutedMeasure.objects.codes_of(manager)


def test_boxes_are_grouped_as_the_dashboard_groups_figures(sign_in, manager):
    page = sign_in(manager).get(reverse("kpis:digest")).content.decode()
    groups = page.split("<fieldset")[1:]
    told = [one for one in IN_ORDER if one.direction != Direction.NEUTRAL]
    for group, (family, rows) in zip(groups, groupby(told, lambda one: one.family), strict=True):
        assert f">{family}</legend>" in group
        assert re.findall(r'name="wanted"\s+value="(\w+)"', group) == [one.code for one in rows]


def test_a_wrong_choice_is_refused(sign_in, manager):
    assert sign_in(manager).post(reverse("kpis:digest"), {"wanted": ["ABC99"]}).status_code == 422


def test_a_caretaker_has_no_letter(sign_in, caretaker):
    assert sign_in(caretaker).get(reverse("kpis:digest")).status_code == 403


def test_the_week_of_a_letter_is_over(moved, manager):
    digest.prepare()
    assert Digest.objects.get().week == latest_week(Digest.objects.get().made_at.date())
