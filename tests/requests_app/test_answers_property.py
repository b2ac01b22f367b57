"""Whatever a tenant texts, in whatever order and however often it is delivered: nothing is dropped, nothing acts
twice."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coordination.models import Case, Entry
from messaging import inbound
from messaging.models import Message, Occupancy
from messaging.states import State
from requests_app.models import Request
from teams.roles import Role
from tests.housing.factories import UnitFactory
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import UserFactory

NUMBER = "+33639980065"
WORDS = (
    "1",
    "2",
    "3",
    "oui",
    "non",
    "merci",
    "ça coule encore",
    "Je serai là jeudi",
    "La porte est cassée",
    "",
    "👍",
)
plays = st.one_of(
    st.tuples(st.just("text"), st.one_of(st.sampled_from(WORDS), st.text(max_size=20))),
    st.tuples(st.sampled_from(("again", "done", "unconfirmed", "declined")), st.just("")),
)


class TestAnswers(TestCase):
    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.lists(plays, max_size=8))
    def test_no_text_is_dropped_and_none_acts_twice(self, steps):
        desk = UserFactory(roles=[Role.CONTACT_CENTRE], all_agencies=True)
        unit = UnitFactory()
        stair = unit.staircase
        tenant = a_contact(stair.residence.agency, NUMBER)
        place = {"residence": stair.residence, "building": stair.building, "staircase": stair, "unit": unit}
        Occupancy.objects.create(contact=tenant, since=dt.date(2020, 1, 1), **place)
        first = a_tenant_request(unit, by=desk, contact=tenant)
        for number, (what, words) in enumerate(steps):
            self.play(number, what, words, first)
            self.holds()

    def play(self, number, what, words, first):
        if what == "text":
            return inbound.route(inbound.receive("test", f"SM{number}", NUMBER, words).pk)
        if what == "again":
            last = Message.objects.incoming().order_by("pk").last()
            return last and inbound.route(inbound.receive("test", last.provider_sid, NUMBER, last.body).pk)
        step = "confirmation" if what == "unconfirmed" else "handling"
        task = Case.objects.get(pk=first.case_id).tasks.open().filter(step=step).first()
        return task and task.answer(what, text="Fini.", by=None)

    def holds(self):
        texts = list(Message.objects.incoming().select_related("case", "question"))
        for text in texts:
            assert text.state in (State.FILED, State.ASKED, State.TO_SORT, State.DISMISSED)
            entries = Entry.objects.filter(kind=Entry.Kind.NOTED, data__message=text.pk)
            assert [entry.case for entry in entries] == ([text.case] if text.case else [])
        opened = Request.objects.exclude(follows=None)
        assert opened.count() <= len(texts)
        assert all(one.follows.case.closed_at for one in opened.select_related("follows__case"))
        for request in Request.objects.select_related("case"):
            assert request.case.tasks.open().exists() == request.case.is_open
