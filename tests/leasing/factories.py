import datetime as dt
import itertools

from leasing.models import Lease, LeaseParty
from tests.messaging.factories import a_contact

numbers = itertools.count(1)


def a_lease(unit, *contacts, starts_on=dt.date(2020, 6, 1), **terms):
    """A running lease of this home; the first person holds it."""
    people = contacts or (a_contact(unit.residence.agency),)
    roles = [LeaseParty.Role.HOLDER, *[LeaseParty.Role.CO_HOLDER] * (len(people) - 1)]
    terms.setdefault("number", f"B{next(numbers):06}")
    return Lease.objects.sign(unit, parties=zip(people, roles, strict=True), starts_on=starts_on, **terms)
