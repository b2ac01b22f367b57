"""What one makes of a finding: a note, a need for the plan, a request, an order."""

import uuid

import pytest

from proximity import findings, signals
from proximity.models import FollowUp
from requests_app.models import Request
from teams.workflow import MoveRefused
from tests.coordination.factories import a_case
from tests.housing.factories import ResidenceFactory
from tests.proximity.inspecting import a_home, a_picture

pytestmark = pytest.mark.django_db
Kind = FollowUp.Kind


@pytest.fixture
def finding(agency, caretaker):
    residence = ResidenceFactory(agency=agency)
    return findings.observe(
        residence, label="Éclairage du hall", words="Trois lampes sur cinq", grade="poor", by=caretaker,
        pictures=[a_picture()],
    )  # fmt: skip


def test_a_note_is_written_in_the_case_it_was_seen_in(agency, caretaker):
    home = a_home(agency)
    case = a_case(home, by=caretaker)
    found = findings.observe(home, label="Volet cassé", grade="fair", by=caretaker, case=case)
    found.note(by=caretaker)
    assert case.entries.filter(kind="noted", text__contains="Volet cassé").exists()
    assert found.follow_ups.get().case == case


def test_a_request_is_opened_with_its_words_and_pictures(finding, caretaker):
    follow = finding.ask_repair(by=caretaker)
    request = Request.objects.get(case=follow.case)
    assert "Trois lampes sur cinq" in request.description
    assert (request.channel, request.zone) == ("field", "common")
    assert follow.case.photos.count() == 1


def test_a_danger_is_urgent(agency, caretaker):
    found = findings.observe(
        ResidenceFactory(agency=agency), label="Garde-corps descellé", grade="dangerous", safety=True, by=caretaker
    )
    assert found.ask_repair(by=caretaker).case.priority <= 2


def test_each_follow_up_is_made_once_and_the_same_key_twice_is_one(finding, caretaker):
    key = uuid.uuid4()
    first = finding.ask_repair(by=caretaker, key=key)
    assert finding.ask_repair(by=caretaker, key=key) == first
    with pytest.raises(MoveRefused, match="déjà fait"):
        finding.ask_repair(by=caretaker, key=uuid.uuid4())
    assert Request.objects.count() == 1


def test_the_plan_hears_of_a_need_and_says_in_which_case(finding, caretaker):
    case = a_case(finding.residence, by=caretaker)

    def receive(sender, **news):
        return case if news["finding"] == finding and news["by"] == caretaker else None

    before, signals.finding_reported.receivers = signals.finding_reported.receivers, []
    signals.finding_reported.sender_receivers_cache.clear()
    signals.finding_reported.connect(receive)
    try:
        assert finding.report_to_plan(by=caretaker).case == case
    finally:
        signals.finding_reported.receivers = before
        signals.finding_reported.sender_receivers_cache.clear()


def test_an_order_leaves_its_case_on_the_finding(finding, caretaker):
    case = a_case(finding.residence, by=caretaker)
    assert finding.link_order(case, by=caretaker).case == case
    assert {one.kind for one in finding.follow_ups.all()} == {Kind.ORDER}


def test_the_same_order_again_is_refused_without_its_key(finding, caretaker):
    case = a_case(finding.residence, by=caretaker)
    finding.link_order(case, by=caretaker)
    with pytest.raises(MoveRefused, match=f"par {caretaker}"):
        finding.link_order(case, by=caretaker)
