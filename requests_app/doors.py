"""From the address in a text, or on a poster, to what is behind it; and the second factor (domain.md §11).

Only here is a row found by its token: views of tenants have no user whose perimeter could be asked.
"""

import datetime as dt
import hmac
import re
from typing import Any

from django.db import transaction
from django.utils import timezone

from coordination import parameters
from coordination.models import CasePhoto

from . import events
from .models import Poster, TenantLink
from .parameters import FACTOR_LASTS, FACTOR_LOCK, FACTOR_TRIES
from .telling import link_for, tell

MOST_ROUNDS = 8
DATE = re.compile(r"\D*(\d{1,2})\D+(\d{1,2})\D+(\d{4})\D*|\D*(\d{2})(\d{2})(\d{4})\D*")
AROUND = ("request__case__residence", "request__case__building", "request__case__staircase", "request__case__unit",
          "request__category", "request__contact", "contact")  # fmt: skip


def link_at(token: str) -> TenantLink | None:
    """A link that stands; nobody learns whether another one ever did."""
    return TenantLink.objects.valid().select_related(*AROUND).filter(token=token).first()


def poster_at(token: str) -> Poster | None:
    around = ("residence__agency", "building", "staircase", "unit", "equipment")
    return Poster.objects.filter(token=token, revoked_at=None).select_related(*around).first()


def photo_of(link: TenantLink, pk: int) -> CasePhoto | None:
    """A photo of this very request that its tenant may see."""
    return link.request.case.photos.for_tenant().select_related("picture").filter(pk=pk).first()


# --- The second factor


class Locked(Exception):
    """Too many wrong answers: not even the right one is heard for now."""


def has_factor(link: TenantLink) -> bool:
    """Whether there is anything to recognise this person by."""
    return link.contact is not None and bool(_answers(link.contact))


def recognise(link: TenantLink, typed: str) -> bool:
    """Whether this is the birth date, or the number of the lease. Wrong ones are counted on the link, and each
    round of them closes it twice as long as the one before."""
    with transaction.atomic():
        held = TenantLink.objects.select_for_update(of=("self",)).select_related("contact").get(pk=link.pk)
        now = timezone.now()
        if held.locked_until and held.locked_until > now:
            raise Locked
        if right := _matches(held, typed):
            held.failures, held.locked_until = 0, None
        else:
            held.failures += 1
            held.locked_until = _lock(held.failures, now)
        held.save(update_fields=["failures", "locked_until"])
    return right


def _lock(failures: int, now: dt.datetime) -> dt.datetime | None:
    known = parameters.values([FACTOR_TRIES, FACTOR_LOCK])
    rounds, rest = divmod(failures, int(known[FACTOR_TRIES]))
    if rest or not rounds:
        return None
    return now + dt.timedelta(hours=float(known[FACTOR_LOCK])) * 2 ** (min(rounds, MOST_ROUNDS) - 1)


def factor_lasts() -> dt.timedelta:
    return dt.timedelta(hours=float(parameters.value(FACTOR_LASTS)))


def _matches(link: TenantLink, typed: str) -> bool:
    """Each known answer is compared in full, in constant time."""
    said = _plain(typed)
    known = _answers(link.contact) if link.contact else []
    return bool(sum(hmac.compare_digest(said.encode(), answer.encode()) for answer in known))


def _answers(contact: Any) -> list[str]:
    born = [_plain(f"{contact.birth_date:%d/%m/%Y}")] if contact.birth_date else []
    leases = contact.occupancies.exclude(lease_number="").values_list("lease_number", flat=True)
    return [*born, *(answer for answer in map(_plain, leases.order_by("pk")) if len(answer) > 3)]


def _plain(typed: str) -> str:
    """« 1/2/1980 » and « 01 02 1980 » are one date; a lease number is its letters and digits."""
    if found := DATE.fullmatch(typed.strip()):
        day, month, year = (part for part in found.groups() if part)
        return f"{int(year):04}-{int(month):02}-{int(day):02}"
    return re.sub(r"[^a-z0-9]", "", typed.casefold())


# --- Links made, replaced, ended


def send_again(token: str) -> None:
    """A new link by text, to the number we know, for who holds an old one. Nothing says whether there was one.

    One that the staff ended sends nothing, unless another stands in its place.
    """
    with transaction.atomic():
        old = TenantLink.objects.select_related("request__case", "request__category", "request__contact").filter(
            token=token, contact__isnull=False
        ).select_for_update(of=("self",)).first()  # fmt: skip
        if old is None or old.contact_id != old.request.contact_id:
            return
        standing = TenantLink.objects.valid().filter(request=old.request, contact=old.contact).exists()
        if old.revoked_at is None or standing:
            hour = f"{timezone.now():%Y%m%d%H}"
            tell(old.request, events.LINK, key=f"{old.request.pk}:{hour}")


def renew(request, *, by) -> TenantLink:
    """Another address for whoever asked; the former one opens nothing any more."""
    with transaction.atomic():
        request.case.hold()
        end(TenantLink.objects.filter(request=request, contact=request.contact))
        link = link_for(request, request.contact)
        request.case.note("Nouveau lien de suivi pour le locataire.", by=by)
    return link


def revoke(link: TenantLink, *, by) -> bool:
    """Whether it still stood."""
    with transaction.atomic():
        ended = end(TenantLink.objects.filter(pk=link.pk))
        if ended:
            link.request.case.note("Lien de suivi du locataire révoqué.", by=by)
    return bool(ended)


def end(links) -> int:
    return links.filter(revoked_at=None).update(revoked_at=timezone.now())


def opened(link: TenantLink) -> None:
    """A person, not a robot that looks at addresses in texts, has the page before their eyes."""
    TenantLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())
