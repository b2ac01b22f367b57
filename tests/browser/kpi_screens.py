"""Screens of figures, for `tests.browser.screens`."""

from django.apps import apps
from django.urls import reverse

from coordination import parameters
from kpis import rollup
from kpis.parameters import FIRST_VALUES
from teams.roles import Role
from tests.browser.reletting_screens import noticed
from tests.requests_app.factories import a_tenant_request


def counted(place):
    """A relocation under way and a request, counted."""
    noticed(place)
    parameters.seed(apps, FIRST_VALUES)
    a_tenant_request(place.unit, by=place.user)
    rollup.run(rebuild=True)


def of(name, *args, query=""):
    def address(place):
        counted(place)
        return reverse(name, args=args) + query

    return address


KPI_SCREENS = {
    "figures": (of("kpis:dashboard"), Role.AGENCY_MANAGER),
    "one figure": (of("kpis:measure", "REQ05"), Role.AGENCY_MANAGER),
    "files of a figure": (of("kpis:files", "REQ05", query="?cote=numerateur"), Role.AGENCY_MANAGER),
    "definitions of figures": (of("kpis:definitions"), Role.AGENCY_MANAGER),
}
