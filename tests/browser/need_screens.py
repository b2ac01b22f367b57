"""Screens between the field and the asset plan, for `tests.browser.screens`."""

from django.urls import reverse
from django.utils import timezone

from housing.models import Condition
from proximity import needs_answering, needs_raising
from proximity.models import Need
from teams.roles import Role
from tests.housing.factories import PlannedWorkFactory
from tests.proximity.needs.factories import a_kind


def a_need(place) -> Need:
    """Windows of a building, reported by two people, estimated, not answered."""
    building = place.residence.buildings.get()
    for words in ("Joints absents au 3e étage", "Deux ouvrants ne ferment plus"):
        need = needs_raising.report(building, a_kind(), grade=Condition.POOR, words=words, count=24, by=place.user)
    needs_answering.estimate(need, count=24, cost_low=20_000, cost_high=26_000, by=place.user)
    return need


def waiting(place):
    a_need(place)
    need = needs_raising.report(
        place.residence, a_kind("roof", "Toiture"), grade=Condition.DANGEROUS, by=place.user
    )
    needs_answering.plan(need, year=timezone.localdate().year + 1, text="Au budget.", by=place.user)


def needs(place):
    waiting(place)
    return reverse("proximity:needs")


def budget(place):
    """Works that one tries a year later."""
    waiting(place)
    year = timezone.localdate().year
    work = PlannedWorkFactory(residence=place.residence, year=year + 1, amount=90_000, title="Ravalement")
    return f"{reverse('proximity:plan_budget')}?annee_{work.pk}={year + 3}"


def reporting(place):
    a_need(place)
    return reverse("proximity:need_report", args=[place.residence.pk])


NEED_SCREENS = {
    "needs": (needs, Role.ASSET_PLANNER),
    "need": (lambda place: a_need(place).get_absolute_url(), Role.ASSET_PLANNER),
    "planning a need": (lambda place: reverse("proximity:need_plan", args=[a_need(place).pk]), Role.ASSET_PLANNER),
    "reporting a need": (reporting, Role.CARETAKER),
    "budget of the plan": (budget, Role.ASSET_PLANNER),
}
