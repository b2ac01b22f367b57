"""Nominators and causes of delay: kept by a few, read by many, proposed or not."""

import io

import openpyxl
import pytest
from django.urls import reverse

from leasing import allocation
from leasing.models import DelayCause, Nominator
from leasing.vacancy_forms import DateForm, NominationForm
from teams.roles import Role
from tests.leasing.vacancies import accept, finish_works, today
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"leasing:{name}", args=args)


@pytest.fixture
def prefect(db):
    return Nominator.objects.create(name="Préfecture", kind="state", days=20)


@pytest.fixture
def boss(agency):
    return UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[agency])


NEW = {"name": "Ville de Bastia", "kind": "commune", "share": "20", "days": "21", "quota": "Garanties d’emprunt",
       "active": "on"}  # fmt: skip


def test_an_officer_adds_a_nominator_that_vacancies_propose(officer, sign_in):
    done = sign_in(officer).post(url("nominator_create"), NEW, follow=True)
    assert "Ville de Bastia" in done.text
    town = Nominator.objects.get()
    assert (town.share, town.days, town.quota) == (20, 21, "Garanties d’emprunt")
    assert town in NominationForm().fields["nominator"].queryset


def test_what_cannot_be_is_said_and_what_was_typed_is_kept(officer, sign_in, prefect):
    wrong = sign_in(officer).post(url("nominator_create"), NEW | {"share": "130", "name": "Préfecture"})
    assert wrong.status_code == 422
    assert "Garanties d’emprunt" in wrong.text
    assert set(wrong.context["form"].errors) == {"share", "name"}


def test_one_that_is_no_longer_proposed_stays_where_it_was_named(officer, sign_in, prefect, vacancy):
    allocation.inform(vacancy, prefect, on=today(), by=officer)
    data = {"name": "Préfecture", "kind": "state", "days": "20"}
    sign_in(officer).post(url("nominator", prefect.pk), data)
    assert prefect not in NominationForm().fields["nominator"].queryset
    assert vacancy.nominations.get().nominator == prefect


def test_the_page_tells_who_changed_what(officer, sign_in, prefect):
    client = sign_in(officer)
    client.post(
        url("nominator", prefect.pk), {"name": "Préfecture", "kind": "state", "days": "30", "active": "on"}
    )
    page = client.get(url("nominator", prefect.pk)).text
    assert "Délai (jours) : 20" in page
    assert str(officer) in page


def test_the_quota_of_the_convention_is_taken_where_none_is_said(officer, vacancy, prefect):
    Nominator.objects.update(quota="25 % mal logés")
    prefect.refresh_from_db()
    allocation.inform(vacancy, prefect, on=today(), by=officer)
    assert vacancy.nominations.get().quota == "25 % mal logés"


def test_the_list_counts_how_often_each_was_asked_and_let(officer, keeper, vacancy, prefect, sign_in):
    allocation.inform(vacancy, prefect, on=today(), by=officer)
    accept(finish_works(vacancy, keeper), officer)
    page = sign_in(officer).get(url("nominators")).text
    assert "1, dont 1 reloué" in page


def test_lists_filter_sort_and_export(officer, sign_in, prefect):
    Nominator.objects.create(name="Action Logement", kind="action_logement", active=False)
    client = sign_in(officer)
    found = client.get(url("nominators"), {"q": "prefec", "propose": "oui", "tri": "-nom"})
    assert [one.name for one in found.context["page"]] == ["Préfecture"]
    sheet = client.get(url("nominators_export"), {"nature": "action_logement"})
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(sheet.streaming_content))).active.values)
    assert [row[0] for row in rows[1:]] == ["Action Logement"]
    assert "ne répond à ces filtres" in client.get(url("nominators"), {"q": "xyz"}).text


def test_many_rows_cost_as_many_queries_as_one(officer, sign_in, prefect, django_assert_max_num_queries):
    client = sign_in(officer)
    client.get(url("nominators"))
    Nominator.objects.bulk_create(Nominator(name=f"Ville {n}", kind="commune") for n in range(30))
    with django_assert_max_num_queries(7):
        client.get(url("nominators"))


def test_a_cause_is_added_with_a_code_and_proposed(boss, sign_in):
    client = sign_in(boss)
    wrong = client.post(url("cause_create"), {"code": "X1", "label": "Neige", "service": "proximity"})
    assert wrong.status_code == 422
    taken = client.post(url("cause_create"), {"code": "r06", "label": "Neige", "service": "proximity"})
    assert "déjà pris" in taken.text
    client.post(url("cause_create"), {"code": "r16", "label": "Neige", "service": "proximity", "active": "on"})
    assert DelayCause.objects.get(pk="R16") in DateForm().fields["cause"].queryset


def test_the_code_of_a_cause_never_changes(boss, sign_in):
    sent = {"code": "R99", "label": "Entreprise absente", "service": "maintenance"}
    sign_in(boss).post(url("cause", "R06"), sent)
    cause = DelayCause.objects.get(pk="R06")
    assert (cause.label, cause.active) == ("Entreprise absente", False)
    assert cause not in DateForm().fields["cause"].queryset
    assert not DelayCause.objects.filter(pk="R99").exists()


def test_the_list_of_causes_narrows_to_a_service(boss, sign_in):
    client = sign_in(boss)
    found = client.get(url("causes"), {"service": "assets"}).context["page"]
    assert [one.code for one in found] == ["R15"]
    sheet = client.get(url("causes_export"), {"q": "clés"})
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(sheet.streaming_content))).active.values)
    assert [row[0] for row in rows[1:]] == ["R02"]


def test_the_field_reads_both_and_keeps_neither(keeper, sign_in, prefect):
    client = sign_in(keeper)
    page = client.get(url("nominators")).text
    assert "Préfecture" in page
    assert url("nominator", prefect.pk) not in page
    assert client.post(url("nominator", prefect.pk), NEW).status_code == 403
    assert client.post(url("cause", "R06"), {"label": "x"}).status_code == 403
    assert client.get(url("causes")).status_code == 200


def test_an_unknown_row_is_not_found(boss, sign_in):
    client = sign_in(boss)
    assert client.get(url("nominator", 0)).status_code == 404
    assert client.get(url("cause", "R98")).status_code == 404
