"""What tenants read exists in each language, and is compiled without GNU tools."""

import io
import os
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation

from config import catalogue


@pytest.fixture
def elsewhere(tmp_path, monkeypatch, settings):
    """Sources, tenants' templates and catalogues of the test's own."""
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    monkeypatch.setattr(catalogue, "TENANT_TEMPLATES", tmp_path / "templates" / "tenant")
    (tmp_path / "messaging").mkdir()
    (tmp_path / "templates" / "tenant").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES if code != "fr"])
def test_all_that_tenants_read_is_translated_with_the_same_variables(language):
    path = catalogue.catalogues()[language]
    assert catalogue.faults(catalogue.read(path), catalogue.extract()) == []


def test_words_are_found_in_python(elsewhere):
    (elsewhere / "messaging" / "some.py").write_text(
        "from django.utils import translation\n"
        "from django.utils.translation import gettext_noop as _, pgettext, ngettext\n"
        'told = _("Bonjour " "{name}")\nmonth = pgettext("mois", "mai")\n'
        'many = ngettext("{n} jour", "{n} jours", 3)\nprint("Rien")\nlater = translation.gettext("Suite")\n'
    )
    found = [(words.msgid, words.plural, words.context) for words in catalogue.extract()]
    assert found == [
        ("Bonjour {name}", "", None), ("mai", "", "mois"), ("{n} jour", "{n} jours", None), ("Suite", "", None),
    ]  # fmt: skip


def test_the_label_of_an_event_is_found_for_it_is_the_subject_of_a_mail(elsewhere):
    (elsewhere / "messaging" / "some.py").write_text(
        "from django.utils.translation import gettext_noop as _\nfrom messaging import texts\n"
        'texts.declare(texts.Event("a.b", "Demande ouverte", "requests", (), _("Bonjour")))\n'
    )
    assert {words.msgid for words in catalogue.extract()} == {"Demande ouverte", "Bonjour"}


def test_words_are_found_in_the_templates_of_tenants_only(elsewhere):
    (elsewhere / "templates" / "tenant" / "page.html").write_text(
        "{% load i18n partials %}{% partialdef told inline %}{% translate 'Votre demande' %}{% endpartialdef %}"
        "{% if a %}{% blocktranslate trimmed count n=n %}\n {{ n }} jour\n{% plural %}\n {{ n }} jours\n"
        "{% endblocktranslate %}{% endif %}{% include 'x.html' with title=_(\"Suivi\") %}"
        "{% translate 'mai' context 'mois' %}"
    )
    (elsewhere / "templates" / "staff.html").write_text("{% load i18n %}{% translate 'Au travail' %}")
    found = {(words.msgid, words.plural, words.context) for words in catalogue.extract()}
    assert found == {
        ("Votre demande", "", None), ("%(n)s jour", "%(n)s jours", None), ("Suivi", "", None), ("mai", "", "mois"),
    }  # fmt: skip


def test_a_catalogue_is_made_filled_and_keeps_its_translations(elsewhere):
    source = elsewhere / "messaging" / "some.py"
    source.write_text('from django.utils.translation import gettext as _\n_("Un {a}")\n_("Deux")\n')
    made = catalogue.update("en", catalogue.extract())
    assert len(catalogue.faults(made, catalogue.extract())) == 2
    made.find("Un {a}").msgstr = "One {b}"
    made.find("Deux").msgstr = "Two"
    made.save(str(catalogue.catalogues()["en"]))
    assert catalogue.faults(made, catalogue.extract()) == ["other variables: Un {a}"]
    with pytest.raises(CommandError, match="other variables"):
        call_command("texts", "check")
    source.write_text('from django.utils.translation import gettext as _\n_("Un {a}")\n_("Trois")\n')
    call_command("texts", "extract", stdout=io.StringIO())
    again = catalogue.read(catalogue.catalogues()["en"])
    assert again.find("Un {a}").msgstr == "One {b}"
    assert [entry.msgid for entry in again.obsolete_entries()] == ["Deux"]


def test_a_catalogue_is_compiled_once_and_again_when_it_changed(elsewhere):
    path = catalogue.catalogues()["en"]
    path.parent.mkdir(parents=True)
    shutil.copy(settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po", path)
    assert catalogue.compile_all() == [path]
    assert catalogue.compile_all() == []
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))
    assert catalogue.compile_all() == [path]


def test_django_reads_what_was_compiled():
    with translation.override("en"):
        assert translation.gettext("Tâche terminée") == "Task done"
    with translation.override("fr"):
        assert translation.gettext("Tâche terminée") == "Tâche terminée"
