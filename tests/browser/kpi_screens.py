"""Screens of figures, for `tests.browser.screens`."""

import datetime as dt
import uuid

from django.urls import reverse
from django.utils import timezone

from coordination.models import Task
from kpis import commitments, rollup
from kpis.alerts import acting, effects
from kpis.levels import Level
from kpis.models import Charter, Publication
from teams.roles import Role
from tests.browser.reletting_screens import noticed
from tests.kpis.alert_factories import an_alert, usual
from tests.requests_app.factories import a_tenant_request


def counted(place):
    """A relocation under way and a request, counted."""
    noticed(place)
    a_tenant_request(place.unit, by=place.user)
    rollup.run(rebuild=True)


def of(name, *args, query=""):
    def address(place):
        counted(place)
        return reverse(name, args=args) + query

    return address


def of_alert(name):
    """An alert with an action whose effect was measured, and another whose effect is awaited."""

    def address(place):
        alert, today = an_alert(place.residence, values=[*usual(), *[20.0] * 8]), timezone.localdate()
        said = {"hypothesis": "Le plombier est en congé.", "action": "Un second plombier intervient."}
        acting.act(alert, **said, on=today - dt.timedelta(days=28), by=place.user, key=uuid.uuid4())
        assert effects.measure_all(today) == 1
        if name != "kpis:alerts":  # the list shows the effect of the last action
            acting.act(alert, **said, on=today, by=place.user, key=uuid.uuid4())
        page = alert.case if name == "case" else alert
        return reverse(name) if name == "kpis:alerts" else page.get_absolute_url()

    return address


def aimed(place):
    counted(place)
    return reverse("kpis:target_create", args=["REQ03", f"agence-{place.residence.agency_id}"])


def promised(place):
    """To tenants with a figure, to the staff with a survey; an extract stands."""
    counted(place)
    charter = Charter.objects.create(
        landlord=place.unit.landlord, name="Nos engagements", words="Mesurés, prouvés."
    )
    commitment = charter.commitments.create(
        code="E1", text="Traiter vos demandes à temps", measure="REQ03", target=90
    )
    charter.commitments.create(
        code="C1", text="Une équipe fière", population="staff", question="Fier ?", target=70
    )
    charter.publish(commitments.extract(charter, Level(place.user)), by=place.user)
    return commitment.get_absolute_url()


def published(place):
    promised(place)
    return Publication.objects.get().get_absolute_url()


def busy(place):
    """One request handled, another to handle."""
    for _ in range(2):
        a_tenant_request(place.unit, by=place.user)
    task = Task.objects.open_for(place.user).filter(step="handling").order_by("pk")[0]
    task.acknowledge(by=place.user)
    task.answer("done", by=place.user)
    return reverse("kpis:activity", args=[place.user.pk])


KPI_SCREENS = {
    "figures": (of("kpis:dashboard"), Role.AGENCY_MANAGER),
    "one figure": (of("kpis:measure", "REQ05"), Role.AGENCY_MANAGER),
    "files of a figure": (of("kpis:files", "REQ05", query="?cote=numerateur"), Role.AGENCY_MANAGER),
    "comparison": (of("kpis:comparison", "TSK03", query="?periode=12mois"), Role.AGENCY_MANAGER),
    "alerts": (of_alert("kpis:alerts"), Role.PROXIMITY_MANAGER),
    "one alert": (of_alert("kpis:alert"), Role.PROXIMITY_MANAGER),
    "case of an alert": (of_alert("case"), Role.PROXIMITY_MANAGER),
    "letter of figures": (lambda place: reverse("kpis:digest"), Role.AGENCY_MANAGER),
    "figure on a map": (of("kpis:map", "REQ05"), Role.AGENCY_MANAGER),
    "targets": (of("kpis:targets"), Role.AGENCY_MANAGER),
    "new target": (aimed, Role.DIRECTOR),
    "commitments": (promised, Role.DIRECTOR),
    "published commitments": (published, Role.DIRECTOR),
    "one’s own activity": (busy, Role.CARETAKER),
    "tasks behind one’s activity": (lambda place: f"{busy(place)}taches/", Role.CARETAKER),
    "definitions of figures": (of("kpis:definitions"), Role.AGENCY_MANAGER),
}
