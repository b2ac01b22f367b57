"""What leaves for the company by e-mail: the report of a check, the order to clean again, the notice of a penalty.

What fails is tried again by its task; each has a task of its own, so that an address that is refused keeps nothing
from the others.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from coordination import clock
from messaging.letters import NoPango
from messaging.mailing import once

from . import posting, tasks
from .cleaning_report import pdf_of
from .models import CleaningCheck, CleaningRedo, Penalty


def _page(contractor, name: str, pk: int) -> str:
    """Where the company answers, on its own pages."""
    with transaction.atomic():
        link = posting.link_of(contractor)
    return f"{settings.SITE_URL}{reverse(f'proximity:firm_{name}', args=[link.token, pk])}"


def send_report(pk: int) -> bool:
    """To the company that cleans, with the report attached; staff and caretakers read it in Palier."""
    rows = CleaningCheck.objects.filter(pk=pk, report_sent_at=None)
    check = rows.with_place().first()
    firm = check.service.contract.contractor if check and check.service.contract else None
    if check is None or firm is None:
        return False
    try:
        sheet = pdf_of(check)
    except NoPango:
        sheet = None  # the mail says what was found
    address = _page(firm, "check", check.pk) if check.result == CleaningCheck.Result.FAILED else ""
    context = {"check": check, "joined": sheet is not None, "address": address}
    mail = EmailMessage(
        f"Contrôle de propreté : {check.service.residence}, {check.service.spot}",
        render_to_string("proximity/cleaning/mail_report.txt", context),
        to=[firm.email],
    )
    if sheet:
        mail.attach(f"controle-{check.pk}.pdf", sheet, "application/pdf")
    return once(rows, "report_sent_at", mail.send)


def send_redo(pk: int) -> bool:
    rows = CleaningRedo.objects.filter(pk=pk, sent_at=None).exclude(sent_to="")
    around = ("contract__contractor", "residence", "staircase")
    redo = rows.select_related("case", *(f"check_made__service__{name}" for name in around)).first()
    contract = redo.check_made.service.contract if redo else None
    if redo is None or contract is None:
        return False
    context = {
        "redo": redo, "service": redo.check_made.service,
        "address": _page(contract.contractor, "redo", redo.pk),
    }  # fmt: skip
    mail = EmailMessage(
        f"Reprise de nettoyage demandée : {redo.check_made.service.residence} ({redo.case.reference})",
        render_to_string("proximity/cleaning/mail_redo.txt", context),
        to=[redo.sent_to],
    )  # fmt: skip
    return once(rows, "sent_at", mail.send)


def send_notice(pk: int) -> bool:
    """The invitation to answer before a penalty is applied, with what it is made of."""
    rows = Penalty.objects.filter(pk=pk, notice_sent_at=None, state="notified")
    penalty = rows.select_related("case", "contract__contractor", "service__residence").first()
    if penalty is None:
        return False
    firm = penalty.contract.contractor
    context = {
        "penalty": penalty, "lines": penalty.lines.all(), "address": _page(firm, "penalty", penalty.pk),
    }  # fmt: skip
    mail = EmailMessage(
        f"{penalty.get_kind_display()} envisagée : marché {penalty.contract.number} ({penalty.case.reference})",
        render_to_string("proximity/cleaning/mail_notice.txt", context),
        to=[firm.email],
    )  # fmt: skip
    return once(rows, "notice_sent_at", mail.send)


def resend() -> None:
    """Each hour: what a lost task left unsent, while it still matters."""
    since = timezone.now() - 2 * clock.DAY
    reports = CleaningCheck.objects.closed().filter(closed_at__gte=since, report_sent_at=None)
    for pk in reports.filter(service__performer="company").values_list("pk", flat=True):
        tasks.send_cleaning_report.delay(pk)
    for pk in CleaningRedo.objects.waiting().filter(sent_at=None).exclude(sent_to="").values_list("pk", flat=True):
        tasks.send_cleaning_redo.delay(pk)
    for pk in Penalty.objects.filter(state="notified", notice_sent_at=None).values_list("pk", flat=True):
        tasks.send_penalty_notice.delay(pk)
