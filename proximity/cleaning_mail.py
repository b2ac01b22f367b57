"""What leaves for the company by e-mail: the report of a check, the order to clean again, the notice of a penalty.

Each is claimed before it is sent, so that a task delivered twice sends once; what fails is given back and tried
again.
"""

from collections.abc import Callable

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from coordination import clock

from .cleaning_report import pdf_of
from .models import CleaningCheck, CleaningRedo, Penalty


def send_report(pk: int) -> bool:
    """To the company that cleans, with the report attached; staff and caretakers read it in Palier."""
    rows = CleaningCheck.objects.filter(pk=pk, report_sent_at=None)
    check = rows.with_place().first()
    firm = check.service.contract.contractor if check and check.service.contract else None
    if check is None or firm is None:
        return False
    mail = EmailMessage(
        f"Contrôle de propreté : {check.service.residence}, {check.service.spot}",
        render_to_string("proximity/cleaning/mail_report.txt", {"check": check}), to=[firm.email],
    )  # fmt: skip
    mail.attach(f"controle-{check.pk}.pdf", pdf_of(check), "application/pdf")
    return _once(rows, "report_sent_at", mail.send)


def send_redo(pk: int) -> bool:
    rows = CleaningRedo.objects.filter(pk=pk, sent_at=None).exclude(sent_to="")
    redo = rows.select_related("case", "check_made__service__residence", "check_made__service__staircase").first()
    if redo is None:
        return False
    mail = EmailMessage(
        f"Reprise de nettoyage demandée : {redo.check_made.service.residence} ({redo.case.reference})",
        render_to_string("proximity/cleaning/mail_redo.txt", {"redo": redo, "service": redo.check_made.service}),
        to=[redo.sent_to],
    )  # fmt: skip
    return _once(rows, "sent_at", mail.send)


def send_notice(pk: int) -> bool:
    """The invitation to answer before a penalty is applied, with what it is made of."""
    rows = Penalty.objects.filter(pk=pk, notice_sent_at=None, state="notified")
    penalty = rows.select_related("case", "contract__contractor", "service__residence").first()
    if penalty is None:
        return False
    mail = EmailMessage(
        f"Pénalité envisagée : marché {penalty.contract.number} ({penalty.case.reference})",
        render_to_string("proximity/cleaning/mail_notice.txt", {"penalty": penalty, "lines": penalty.lines.all()}),
        to=[penalty.contract.contractor.email],
    )  # fmt: skip
    return _once(rows, "notice_sent_at", mail.send)


def resend() -> None:
    """Each hour: what a lost task left unsent, while it still matters."""
    since = timezone.now() - 2 * clock.DAY
    reports = CleaningCheck.objects.closed().filter(closed_at__gte=since, report_sent_at=None)
    for pk in reports.filter(service__performer="company").values_list("pk", flat=True):
        send_report(pk)
    for pk in CleaningRedo.objects.waiting().filter(sent_at=None).exclude(sent_to="").values_list("pk", flat=True):
        send_redo(pk)
    for pk in Penalty.objects.filter(state="notified", notice_sent_at=None).values_list("pk", flat=True):
        send_notice(pk)


def _once(rows, column: str, send: Callable[[], int]) -> bool:
    pk = rows.values_list("pk", flat=True).first()
    if not rows.update(**{column: timezone.now()}):
        return False
    try:
        send()
    except OSError:
        rows.model._base_manager.filter(pk=pk).update(**{column: None})
        raise
    return True
