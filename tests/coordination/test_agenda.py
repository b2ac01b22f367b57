"""« Mon calendrier »: a link of one's own, shown once, read without signing in, revoked."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from coordination import agenda
from coordination.models import CalendarFeed
from teams.roles import Role

pytestmark = pytest.mark.django_db
CHANGED = dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)


def an_event(**given) -> agenda.Event:
    defaults = {
        "name": "visit-1", "title": "Visite conseil · Les Lilas, Logement 12", "changed_at": CHANGED,
        "starts": timezone.localdate() + dt.timedelta(days=3), "path": "/dossiers/D-26-000001/",
        "reference": "D-26-000001",
    }  # fmt: skip
    return agenda.Event(**defaults | given)


@pytest.fixture
def told(monkeypatch):
    """`told(agent, event, …)`: what a source says to this person, and nothing to others."""

    def tell(user, *events):
        monkeypatch.setattr(agenda, "SOURCES", {"one": lambda asked, since: events if asked.pk == user.pk else ()})

    return tell


def address(answer) -> str:
    return answer.context["address"].removeprefix("http://localhost:8000")


def link_of(client) -> str:
    return address(client.post(reverse("coordination:agenda_link"), {"key": uuid.uuid4()}))


def read(client, path):
    return Calendar.from_ical(client.get(path).content)


def test_whoever_holds_the_link_reads_the_days_of_its_owner(agent, sign_in, client, told):
    told(agent, an_event())
    calendar = read(client, link_of(sign_in(agent)))
    [event] = calendar.walk("VEVENT")
    assert event["uid"] == "visit-1@palier"
    assert event["summary"] == "Visite conseil · Les Lilas, Logement 12"
    assert event.start == timezone.localdate() + dt.timedelta(days=3)
    assert event.end == timezone.localdate() + dt.timedelta(days=4)
    assert event.DTSTAMP == CHANGED
    assert event["status"] == "CONFIRMED"


def test_an_hour_is_told_in_the_time_of_paris_with_its_zone(agent, sign_in, client, told):
    start = timezone.make_aware(dt.datetime(2027, 1, 15, 9, 0))
    told(agent, an_event(starts=start, ends=start + dt.timedelta(hours=2)))
    path = link_of(sign_in(agent))
    calendar = read(client, path)
    [event] = calendar.walk("VEVENT")
    assert b"DTSTART;TZID=Europe/Paris:20270115T090000" in client.get(path).content
    assert event.start == start
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_what_falls_through_is_cancelled_and_what_is_only_reckoned_is_tentative(agent, sign_in, client, told):
    told(agent, an_event(name="a", cancelled=True, revision=4), an_event(name="b", sure=False))
    first, second = read(client, link_of(sign_in(agent))).walk("VEVENT")
    assert (first["status"], first["sequence"]) == ("CANCELLED", 4)
    assert second["status"] == "TENTATIVE"


def test_days_long_past_are_left_out(agent, sign_in, client, told):
    told(agent, an_event(starts=timezone.localdate() - agenda.PAST - dt.timedelta(days=1)))
    assert not read(client, link_of(sign_in(agent))).walk("VEVENT")


def test_a_reader_that_has_it_already_gets_nothing_again(agent, sign_in, client, told):
    told(agent, an_event())
    path = link_of(sign_in(agent))
    first = client.get(path)
    same = client.get(path, headers={"If-None-Match": first["ETag"]})
    since = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (same.status_code, since.status_code, same.content) == (304, 304, b"")
    told(agent, an_event(title="Visite conseil · Les Tilleuls"))
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_link_is_kept_as_a_hash_only(agent, sign_in):
    token = link_of(sign_in(agent)).removeprefix("/calendrier/").removesuffix(".ics")
    feed = CalendarFeed.objects.get(user=agent)
    assert token not in str(vars(feed))
    assert CalendarFeed.objects.at(token) == feed


def test_another_link_takes_the_place_of_the_first(agent, sign_in, client):
    here = sign_in(agent)
    first, second = link_of(here), link_of(here)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_the_same_form_sent_twice_makes_one_link(agent, sign_in, client):
    here, key = sign_in(agent), uuid.uuid4()
    first = address(here.post(reverse("coordination:agenda_link"), {"key": key}))
    again = here.post(reverse("coordination:agenda_link"), {"key": key}, follow=True)
    assert "déjà été montré" in again.text
    assert client.get(first).status_code == 200


def test_a_revoked_link_opens_nothing_and_revoking_twice_says_so(agent, sign_in, client):
    here = sign_in(agent)
    path = link_of(here)
    revoke = reverse("coordination:agenda_revoke")
    assert "Lien révoqué" in here.post(revoke, follow=True).text
    assert client.get(path).status_code == 404
    assert "Aucun lien" in here.post(revoke, follow=True).text


def test_nobody_revokes_the_link_of_another(agent, caretaker, sign_in, client):
    path = link_of(sign_in(agent))
    sign_in(caretaker).post(reverse("coordination:agenda_revoke"))
    assert client.get(path).status_code == 200


def test_whoever_left_is_read_no_more(agent, sign_in, client):
    path = link_of(sign_in(agent))
    type(agent).objects.filter(pk=agent.pk).update(is_active=False)
    assert client.get(path).status_code == 404


def test_an_unknown_address_is_not_found(client, db):
    assert client.get(reverse("coordination:agenda_feed", args=["x" * 43])).status_code == 404


def test_a_reader_that_comes_too_often_waits(agent, sign_in, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "calendar_feed": "2/h/key"}
    path = link_of(sign_in(agent))
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]


def test_the_page_tells_what_is_to_come_and_not_what_was_called_off(agent, sign_in, told):
    told(agent, an_event(), an_event(name="b", title="Signature · Les Tilleuls", cancelled=True))
    page = sign_in(agent).get(reverse("coordination:agenda")).text
    assert "Visite conseil · Les Lilas" in page
    assert "Les Tilleuls" not in page


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.CARETAKER])
def test_without_anything_fixed_the_page_says_where_days_come_from(role, agent, sign_in, told):
    agent.roles = [role]
    agent.save()
    told(agent)
    assert "Rien de fixé" in sign_in(agent).get(reverse("coordination:agenda")).text
