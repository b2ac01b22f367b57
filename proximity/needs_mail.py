"""The e-mail that brings an answer of the plan to somebody who reported the need."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from teams.models import User

from .models import Need
from .needs_telling import answer_in_words


def send(need_id: int, user_id: int) -> None:
    """Nothing but the place, the component and the answer: the rest is behind the sign-in."""
    need = Need.objects.select_related("case", "kind", "residence", "building").get(pk=need_id)
    person = User.objects.active().filter(pk=user_id).exclude(email="").first()
    if person is None:
        return
    address = settings.SITE_URL + reverse("coordination:case", args=[need.case.reference])
    place = f"{need.residence.name}, {need.building}" if need.building else need.residence.name
    send_mail(
        f"{need.case.reference} : {need.answer or 'à décider de nouveau'}",
        f"Votre signalement : {need.kind}, {place}.\n\nRéponse du plan de travaux : {answer_in_words(need)}\n\n"
        f"Le dossier : {address}\n",
        None,
        [person.email],
    )
