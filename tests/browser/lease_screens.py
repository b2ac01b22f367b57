"""The screens of leases: one under notice, one that runs, an import with a refused line."""

import datetime as dt

from django.urls import reverse

from leasing.imports.running import run_import
from leasing.models import LeaseImport, Notice
from teams.roles import Role
from tests.leasing.factories import a_lease
from tests.leasing.test_import import GOOD, csv_of
from tests.messaging.factories import a_contact


def leased(place):
    """A couple in the first home, with its amounts."""
    agency = place.residence.agency
    people = (a_contact(agency, last_name="Ben Salah", first_name="Samira"), a_contact(agency, last_name="Traoré"))
    return a_lease(
        place.unit, *people, number="2020-000061", deposit=412, amounts={"rent": 412, "charges": 80},
        insured_until=dt.date(2021, 1, 1), annexes="Cave 12",
    )  # fmt: skip


def leaving(place):
    lease = leased(place)
    Notice.objects.receive(lease, by=place.user, received_on=dt.date(2026, 9, 3), reason="rsa")
    return lease


def imported(place):
    row = LeaseImport.objects.create(file_name="baux.csv", requested_by=place.user)
    good = GOOD | {"unit_ref": place.unit.landlord_ref}
    return run_import(row, csv_of(good, good | {"number": "B2", "rent": "-1"}), apply=False)


def page(name, of):
    return lambda place: reverse(f"leasing:{name}", args=[of(place).pk])


def listed(place):
    leaving(place)
    return reverse("leasing:leases")


def with_lease(place):
    leaving(place)
    return place.unit.get_absolute_url()


OFFICER = Role.LEASING_OFFICER
LEASE_SCREENS = {
    "leases": (listed, OFFICER),
    "lease": (page("lease", leaving), OFFICER),
    "lease without money": (page("lease", leaving), Role.CARETAKER),
    "new lease": (lambda place: f"{reverse('leasing:lease_create')}?logement={place.unit.pk}", OFFICER),
    "changing a lease": (page("lease_change", leased), OFFICER),
    "people of a lease": (page("lease_people", leased), OFFICER),
    "amount of a lease": (page("lease_amount", leased), OFFICER),
    "notice": (page("notice", leased), OFFICER),
    "home under notice": (with_lease, OFFICER),
    "imports of leases": (lambda place: reverse("leasing:imports"), OFFICER),
    "import of leases": (page("import", imported), OFFICER),
    "zones": (lambda place: reverse("leasing:zones"), OFFICER),
}
