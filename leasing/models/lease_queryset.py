"""Questions about many leases, and the signing of a new one."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from coordination import parameters
from housing.models.places import PlacedQuerySet
from messaging.models import Contact

from .. import occupancies, signals
from ..parameters import INSURANCE_SOON
from .lines import LeaseLine
from .parties import LeaseParty

DAY = dt.timedelta(days=1)


def notices():
    return apps.get_model("leasing", "Notice").objects.all()


class LeaseQuerySet(PlacedQuerySet):
    def running_on(self, day: dt.date):
        return self.filter(period__contains=day)

    def running(self):
        return self.running_on(timezone.localdate())

    def ended(self, day: dt.date | None = None):
        return self.filter(period__fully_lt=DateRange(day or timezone.localdate(), None))

    def to_come(self, day: dt.date | None = None):
        return self.filter(period__startswith__gt=day or timezone.localdate())

    def under_notice(self):
        """Running, and somebody gave notice."""
        return self.running().filter(self._notice())

    def without_insurance(self, day: dt.date | None = None):
        """Running without a certificate that holds on that day."""
        day = day or timezone.localdate()
        return self.running_on(day).filter(Q(insured_until=None) | Q(insured_until__lt=day))

    def insured_no_longer_than_soon(self, day: dt.date | None = None):
        """Running, insured, and the certificate runs out within the delay that a parameter says."""
        day = day or timezone.localdate()
        soon = day + dt.timedelta(days=int(parameters.value(INSURANCE_SOON, day)))
        return self.running_on(day).filter(insured_until__range=(day, soon))

    def with_amounts(self, day: dt.date | None = None):
        """With what is due each month on that day (`amounts_now`): one query more for all."""
        lines = LeaseLine.objects.filter(period__contains=day or timezone.localdate())
        return self.prefetch_related(Prefetch("lines", lines, to_attr="amounts_now"))

    @staticmethod
    def _notice():
        return Exists(notices().filter(lease=OuterRef("pk"), is_current=True))

    def matching(self, query: str):
        """Leases of whom these words tell: number, people, home (`Contact.objects.matching`)."""
        if not query.strip():
            return self
        people = Contact.objects.matching(query)
        parties = LeaseParty.objects.filter(contact__in=people.order_by()).values("lease")
        return self.filter(Q(pk__in=parties) | Q(number__istartswith=query.strip()))

    def with_people(self):
        """With `people`, holders first, and `notices_now`: two queries more for all."""
        parties = LeaseParty.objects.select_related("contact").in_order()
        current = notices().filter(is_current=True)
        return self.prefetch_related(
            Prefetch("parties", parties, to_attr="people"), Prefetch("notices", current, to_attr="notices_now")
        )

    @transaction.atomic
    def sign(self, unit, *, parties, starts_on: dt.date, ends_on: dt.date | None = None, amounts=None, **terms):
        """A new lease of this home. `parties`: (contact, role). `amounts`: nature → euros a month. Refused where
        the home is let then, or the number is taken."""
        model: Any = self.model
        stairs = unit.staircase
        terms.setdefault("resolution_delay", model.resolution_on(terms.get("signed_on") or starts_on))
        lease = model(
            residence_id=unit.residence_id, building_id=stairs.building_id, staircase_id=stairs.pk, unit=unit,
            period=DateRange(starts_on, ends_on and ends_on + DAY), **terms,
        )  # fmt: skip
        lease.write()
        LeaseParty.objects.bulk_create(
            LeaseParty(lease=lease, contact=contact, role=role) for contact, role, *_ in parties
        )
        for nature, amount in (amounts or {}).items():
            lease.set_amount(nature, amount, since=starts_on)
        occupancies.keep([lease.pk])
        signals.lease_signed.send(sender=self.model, lease=lease)
        return lease
