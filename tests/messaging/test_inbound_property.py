"""Whatever tenants write, in whatever order: every text ends in a file, waits for one answer, or is with a
person."""

import datetime as dt

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coordination.models import Entry
from messaging import inbound, signals
from messaging.models import Message, OptOut, Question
from messaging.reading import read, short_code
from messaging.states import State
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.housing.factories import ResidenceFactory
from tests.messaging.factories import a_contact, a_message
from tests.teams.factories import UserFactory

NUMBERS = ("+33639980061", "+33639980062", "+33639980063")
WORDS = (
    "1",
    "2",
    "9",
    "oui",
    "merci",
    "STOP",
    "START",
    "Ça fuit encore",
    "",
    "👍",
    "code",
    "autre code",
    "dossier 999999",
)
steps = st.one_of(
    st.tuples(st.just("text"), st.sampled_from(NUMBERS), st.one_of(st.sampled_from(WORDS), st.text(max_size=20))),
    st.tuples(st.just("again"), st.sampled_from(NUMBERS), st.just("")),
    st.tuples(st.just("write"), st.sampled_from(NUMBERS), st.sampled_from(("first", "second"))),
    st.tuples(st.just("ask"), st.sampled_from(NUMBERS), st.sampled_from(("first", "second"))),
    st.tuples(st.just("close"), st.just(""), st.sampled_from(("first", "second"))),
    st.tuples(st.just("expire"), st.just(""), st.just("")),
)


class TestRouter(TestCase):
    def begin(self):
        """Each play starts anew."""
        self.desk = UserFactory(roles=[Role.CONTACT_CENTRE], all_agencies=True)
        residence = ResidenceFactory()
        self.cases = {
            "first": a_case(residence, by=self.desk, title="Fuite"),
            "second": a_case(residence, by=self.desk, title="Ascenseur"),
        }
        a_contact(residence.agency, NUMBERS[0])
        self.received = 0
        self.answers = []

    def setUp(self):
        signals.answer_received.connect(self.listen)
        self.addCleanup(signals.answer_received.disconnect, self.listen)

    def listen(self, sender, message, case, contact, answer, **kwargs):
        self.answers.append((message.pk, case))

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(st.lists(steps, max_size=14))
    def test_no_text_is_dropped_filed_twice_or_filed_where_it_may_not(self, plays):
        self.begin()
        for place, (what, number, words) in enumerate(plays):
            getattr(self, f"play_{what}")(place, number, words)
        texts = list(Message.objects.incoming())
        assert len(texts) == self.received
        for text in texts:
            assert text.state in (State.FILED, State.ASKED, State.TO_SORT, State.DISMISSED)
            assert text.due_at is None
            entries = Entry.objects.filter(kind=Entry.Kind.NOTED, data__message=text.pk)
            assert [entry.case for entry in entries] == ([text.case] if text.case else [])
            assert not text.case or self.takes_part(text)
        asked = [text for text in texts if text.state == State.ASKED]
        assert all(text.question and text.question.ended_at is None for text in asked)
        assert len(self.answers) == len(set(self.answers))
        for number in NUMBERS:
            assert Question.objects.filter(number=number, ended_at=None).count() <= 1
            said = [read(text.body) for text in Message.objects.incoming().filter(number=number).thread()]
            last = next((one for one in reversed(said) if one.stops or one.starts), None)
            assert OptOut.objects.holds(number) == bool(last and last.stops)

    def takes_part(self, text):
        """We wrote to this telephone about this very case."""
        return Message.objects.outgoing().filter(case=text.case, number=text.number).exists()

    def play_text(self, place, number, words):
        first, second = self.cases.values()
        codes = {"code": short_code(first.reference), "autre code": f"{second.reference} svp"}
        message = inbound.receive("test", f"SM{place}", number, codes.get(words, words))
        inbound.route(message.pk)
        self.received += 1

    def play_again(self, place, number, words):
        """The provider delivers its last text a second time."""
        last = Message.objects.incoming().order_by("pk").last()
        if last:
            inbound.route(inbound.receive("test", last.provider_sid, last.number, last.body).pk)

    def play_write(self, place, number, words, asks=False):
        case = self.cases[words]
        a_message(number=number, case=case, agency=case.agency, state=State.DELIVERED, due_at=None, asks=asks)

    def play_ask(self, place, number, words):
        self.play_write(place, number, words, asks=True)

    def play_close(self, place, number, words):
        case = self.cases[words]
        case.refresh_from_db()
        if case.is_open:
            case.close("solved", by=self.desk)

    def play_expire(self, place, number, words):
        inbound.end_questions(timezone.now() + inbound.ANSWER_WITHIN + dt.timedelta(minutes=1))
