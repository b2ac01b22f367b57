"""Texts of events: in the tenant's language, changed by an administrator, remembered by what was sent."""

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from messaging import outbox, texts
from messaging.events import WHICH_CASE
from messaging.fallback import follow
from messaging.models import Channel, TextVersion
from teams.workflow import MoveRefused
from tests.messaging.factories import a_contact

pytestmark = pytest.mark.django_db
FRENCH = "{landlord} : lequel ? Répondez {choices}."


@pytest.fixture(autouse=True)
def _sms(settings):
    settings.SMS_GATEWAY = "simulator"
    settings.LANDLORD_NAME = "OPH Val"


@pytest.fixture
def event_page():
    return reverse("messaging:text", args=[WHICH_CASE])


@pytest.fixture
def change():
    return reverse("messaging:text_change", args=[WHICH_CASE, "fr"])


def replace(body, by, seen=0, language="fr"):
    return TextVersion.objects.replace(WHICH_CASE, language, body, seen=seen, by=by)


def said(language="fr"):
    return texts.render(WHICH_CASE, language, {"choices": "1 ou 2"})


def test_a_text_comes_in_the_language_of_the_tenant():
    assert said() == "OPH Val : plusieurs dossiers sont ouverts. Répondez 1 ou 2."
    assert said("en") == "OPH Val: several files are open. Reply 1 ou 2."
    assert said("xx") == said()


def test_an_event_that_names_what_it_does_not_declare_is_refused_at_start():
    with pytest.raises(ValueError, match="link"):
        texts.declare(texts.Event("test.wrong", "Essai", "requests", ("what",), _("{what} {link}")))


@pytest.mark.parametrize("words", ["{what.__class__}", "{0}", "{}", "{what!r}", "{what:>10}", "{", "}", "{a b}"])
def test_braces_hold_bare_names_only(words):
    with pytest.raises(texts.BadVariables):
        texts.variables_of(words)


def test_the_last_version_is_sent_then_the_one_before_is_history(admin):
    replace(FRENCH, admin)
    assert said() == "OPH Val : lequel ? Répondez 1 ou 2."
    assert said("en").startswith("OPH Val: several files")
    assert said("xx") == said()
    replace("{landlord} ? {choices}", admin, seen=1)
    assert said() == "OPH Val ? 1 ou 2"
    replace("", admin, seen=2)
    assert said() == "OPH Val : plusieurs dossiers sont ouverts. Répondez 1 ou 2."
    assert list(TextVersion.objects.values_list("number", flat=True)) == [3, 2, 1]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{landlord} : {choices} {link}", "Valeur inconnue : link"), ("{landlord} : répondez.",
        "Il manque : {choices}"), ("{landlord} {choices.x}", "accolades"), ("{landlord} {choices} {", "accolades"),
    ],
)  # fmt: skip
def test_words_that_name_others_or_too_few_values_are_refused(admin, body, why):
    with pytest.raises(MoveRefused, match=why):
        replace(body, admin)


def test_of_two_who_change_the_same_text_the_second_is_told(admin, director):
    first = replace(FRENCH, admin)
    assert replace(FRENCH, admin) == first
    with pytest.raises(MoveRefused, match="entre-temps"):
        replace("{landlord} autre {choices}", director)
    assert TextVersion.objects.count() == 1


def test_a_version_is_never_rewritten(admin):
    version = replace(FRENCH, admin)
    for act in (lambda: TextVersion.objects.update(body="{landlord}"), version.delete):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            act()


def test_a_message_remembers_the_version_it_was_written_from(agency, admin):
    contact = a_contact(agency, "+33639980055")
    before = outbox.send(WHICH_CASE, contact, {"choices": "1"}, key="before")
    version = replace(FRENCH, admin)
    after = outbox.send(WHICH_CASE, contact, {"choices": "1"}, key="after")
    by_number = outbox.send_number(WHICH_CASE, "+33639980056", {"choices": "1"}, key="number")
    assert (before.text_version, after.text_version, by_number.text_version) == (None, version, version)
    assert after.body == "OPH Val : lequel ? Répondez 1."
    assert follow(after, Channel.LETTER).text_version == version


def test_the_subject_of_a_mail_is_in_the_language_of_the_tenant(agency):
    contact = a_contact(agency, "", email="sam@exemple.fr", language="en")
    assert outbox.send(WHICH_CASE, contact, {"choices": "1"}, key="mail").subject == "Which file?"


# --- screens


def test_the_list_says_what_each_text_weighs_and_what_was_changed(admin, sign_in, event_page):
    client, texts_list = sign_in(admin), reverse("messaging:texts")
    html = client.get(texts_list).content.decode()
    assert event_page in html
    assert "D’origine" in html
    replace("{landlord} 🙂 {choices}", admin)
    html = client.get(f"{texts_list}?etat=lourd&q=FILES several").content.decode()
    assert "FR changé" in html
    assert "hors alphabet" in html
    assert WHICH_CASE not in client.get(f"{texts_list}?q=rien").content.decode()
    assert b"".join(client.get(reverse("messaging:texts_export")).streaming_content)[:2] == b"PK"


def test_the_list_costs_two_queries_whatever_the_number_of_texts(admin, sign_in, django_assert_max_num_queries):
    client = sign_in(admin)
    with django_assert_max_num_queries(6):
        client.get(reverse("messaging:texts"))


def test_an_administrator_changes_a_text_and_takes_the_original_back(admin, sign_in, event_page, change):
    client = sign_in(admin)
    html = client.get(change).content.decode()
    assert "{choices}" in html
    assert "1 pour la fuite" in html
    answer = client.post(change, {"body": FRENCH, "seen": 0}, follow=True).content.decode()
    assert "Changé, version 1" in answer
    assert said() == "OPH Val : lequel ? Répondez 1 ou 2."
    reset = reverse("messaging:text_reset", args=[WHICH_CASE, "fr"])
    assert "Retour au texte d’origine" in client.post(reset, follow=True).content.decode()
    assert "déjà celui d’origine" in client.post(reset, follow=True).content.decode()
    assert TextVersion.objects.count() == 2


def test_refused_words_come_back_with_the_reason(admin, sign_in, change):
    answer = sign_in(admin).post(change, {"body": "Répondez {choix}", "seen": 0})
    assert answer.status_code == 422
    assert "Valeur inconnue : choix" in answer.content.decode()
    assert "Répondez {choix}" in answer.content.decode()
    answer = sign_in(admin).post(change, {"body": FRENCH, "seen": 4})
    assert answer.status_code == 422
    assert "entre-temps" in answer.content.decode()


def test_a_preview_without_scripts_keeps_nothing(admin, sign_in, change):
    answer = sign_in(admin).post(change, {"body": "« {landlord} » {choices}", "seen": 0, "apercu": 1})
    assert "&quot;OPH Val&quot; 1 pour la fuite" in answer.content.decode()
    assert not TextVersion.objects.exists()


def test_texts_are_the_administrators(agent, admin, sign_in, event_page, change):
    for url in (reverse("messaging:texts"), event_page, change):
        assert sign_in(agent).get(url).status_code == 403
    for args in (["no.event", "fr"], [WHICH_CASE, "xx"]):
        assert sign_in(admin).get(reverse("messaging:text_change", args=args)).status_code == 404
