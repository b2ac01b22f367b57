"""The list of messages, what is to be sorted, letters to print."""

import io

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from coordination.models import Entry
from messaging import inbound
from messaging.models import Channel, Letter, Message
from messaging.states import State
from teams.roles import Role
from tests.messaging.factories import a_contact, a_message
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk_client(desk, sign_in):
    return sign_in(desk)


def lost(agency, **values):
    return a_message(**{"agency": agency, "state": State.FAILED, "due_at": None, "error_code": "21614", **values})


def unplaced(body="Bonjour, ma porte", number="+33639980041", **values):
    message = inbound.receive("test", f"SM{number}{Message.objects.count()}", number, body)
    Message.objects.filter(pk=message.pk).update(state=State.TO_SORT, due_at=None, **values)
    message.refresh_from_db()
    return message


def test_the_list_tells_state_and_cause_in_words(desk_client, agency):
    lost(agency, contact=a_contact(agency, last_name="Benali"))
    page = desk_client.get(reverse("messaging:messages")).text
    assert "Sacha Benali" in page
    assert "n’est pas un mobile" in page


def test_the_list_is_filtered(desk_client, agency, case):
    lost(agency, contact=a_contact(agency, last_name="Bénali"))
    a_message(agency=agency, case=case, state=State.DELIVERED, due_at=None)

    def shown(query):
        return desk_client.get(f"{reverse('messaging:messages')}?{query}").context["page"].paginator.count

    assert [shown(""), shown("etat=echec"), shown("etat=remis"), shown("q=benali"),
    shown(f"q={case.reference}")] == [
        2, 1, 1, 1, 1,
    ]  # fmt: skip
    assert [shown("sens=in"), shown("canal=sms"), shown("depuis=2999-01-01")] == [0, 2, 0]


def test_the_workbook_holds_the_list(desk_client, agency):
    lost(agency)
    answer = desk_client.get(reverse("messaging:messages_export") + "?etat=echec")
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][8] == "Échec"


def test_the_head_says_what_waits_and_what_needs_a_person(desk_client, agency):
    a_message(agency=agency)
    lost(agency)
    unplaced()
    told = desk_client.get(reverse("messaging:messages")).context["standing"]
    assert (told["ready"], told["lost"], told["to_sort"], told["to_print"], told["late"]) == (1, 1, 1, 0, False)


def test_a_failed_message_is_sent_again_once(desk_client, agency):
    message = lost(agency)
    url = reverse("messaging:message_again", args=[message.pk])
    assert "Renvoyer" in desk_client.get(reverse("messaging:messages")).text
    for _ in range(2):
        assert desk_client.post(url).status_code == 302
    assert Message.objects.filter(follows=message).count() == 1


def test_a_stranger_neither_sees_nor_sends_again(agency, other_agency, sign_in):
    message = lost(agency)
    stranger = sign_in(UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[other_agency]))
    assert stranger.get(reverse("messaging:messages")).context["page"].paginator.count == 0
    assert stranger.post(reverse("messaging:message_again", args=[message.pk])).status_code == 404


def test_a_caretaker_may_not_read_the_list(caretaker, sign_in):
    assert sign_in(caretaker).get(reverse("messaging:messages")).status_code == 403


def test_the_list_costs_the_same_for_many(desk_client, agency, case, same_cost):
    def make(count):
        for _ in range(count):
            lost(agency, contact=a_contact(agency), case=case)

    same_cost(desk_client, reverse("messaging:messages"), make)


def test_a_text_is_sorted_into_the_file_one_names(desk_client, case):
    message = unplaced()
    url = reverse("messaging:message_into_case", args=[message.pk])
    assert "Aucun dossier" in desk_client.post(url, {"dossier": "D-26-999999"}, follow=True).text
    desk_client.post(url, {"dossier": case.reference.rpartition("-")[2]})
    message.refresh_from_db()
    assert (message.state, message.case) == (State.FILED, case)
    assert case.entries.filter(kind=Entry.Kind.NOTED, text=message.body).exists()


def test_files_of_the_same_telephone_are_offered(desk_client, case, agency):
    a_message(number="+33639980041", case=case, agency=agency, state=State.DELIVERED, due_at=None)
    unplaced()
    assert case.reference in desk_client.get(reverse("messaging:to_sort")).text


def test_a_text_may_stay_with_the_person_or_be_put_aside(desk_client, agency):
    known = unplaced(contact=a_contact(agency), agency=agency)
    stray = unplaced("Gagnez un million", "+33639980042")
    desk_client.post(reverse("messaging:message_on_contact", args=[known.pk]))
    desk_client.post(reverse("messaging:message_on_contact", args=[stray.pk]))
    assert Message.objects.get(pk=stray.pk).state == State.TO_SORT
    desk_client.post(reverse("messaging:message_aside", args=[stray.pk]))
    assert [Message.objects.get(pk=pk).state for pk in (known.pk, stray.pk)] == [State.FILED, State.DISMISSED]


def test_sorting_costs_the_same_for_many(desk_client, case, agency, same_cost):
    def make(count):
        for _ in range(count):
            contact = a_contact(agency)
            a_message(contact=contact, case=case, agency=agency, state=State.DELIVERED, due_at=None)
            unplaced(contact=contact, agency=agency)

    same_cost(desk_client, reverse("messaging:to_sort"), make)


def test_letters_are_opened_and_marked_as_printed(desk_client, agency):
    message = a_message(
        channel=Channel.LETTER,
        number="",
        agency=agency,
        contact=a_contact(agency, ""),
        state=State.TO_PRINT,
        due_at=None,
    )
    letter = Letter.objects.create(message=message)
    letter.file.save("x.pdf", ContentFile(b"%PDF-1.7"))
    assert b"".join(desk_client.get(reverse("messaging:letter", args=[message.pk]))) == b"%PDF-1.7"
    assert str(message.contact) in desk_client.get(reverse("messaging:letters")).text
    for _ in range(2):
        desk_client.post(reverse("messaging:letters_printed"), {"courrier": message.pk})
    message.refresh_from_db()
    assert message.state == State.PRINTED
    letter.refresh_from_db()
    assert letter.printed_by.has_role(Role.CONTACT_CENTRE)


def test_a_stranger_opens_no_letter(agency, other_agency, sign_in):
    message = a_message(
        channel=Channel.LETTER,
        number="",
        agency=agency,
        contact=a_contact(agency, ""),
        state=State.TO_PRINT,
        due_at=None,
    )
    Letter.objects.create(message=message, file="x.pdf")
    stranger = sign_in(UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[other_agency]))
    assert stranger.get(reverse("messaging:letter", args=[message.pk])).status_code == 404
