"""The needs of the demo: whole cases that tell a year between the field and the plan."""

import pytest
from django.utils import timezone

from coordination.models import Case, Task
from proximity.demo import needs
from proximity.models import Finding, GuardDecision, Need
from tests.housing.factories import BuildingFactory, PlannedWorkFactory
from tests.requests_app.factories import a_tenant_request

pytestmark = pytest.mark.django_db


def test_the_year_is_told_in_whole_cases(residence, keeper, manager, planner, check_now):
    BuildingFactory.create_batch(16, residence=residence)
    kind = needs.Writer(None, timezone.localdate()).kinds["garde-corps"]  # type: ignore[arg-type]
    PlannedWorkFactory(residence=residence, kind=kind, year=timezone.localdate().year + 1)
    a_tenant_request(residence, by=manager)
    told: list[str] = []

    needs.build(42, timezone.localdate(), told.append)
    check_now()

    assert told == [
        f"{Finding.objects.count()} constats, {len(needs.STORIES)} besoins, 1 commandes contrôlées par le plan"
    ]
    assert set(Need.objects.values_list("state", flat=True)) == {"waiting", "studied", "planned", "refused"}
    assert not Case.objects.filter(opened_at__gt=timezone.now()).exists()
    assert Task.objects.open().filter(step="decision", process="need").count() == 5
    assert GuardDecision.objects.get().may_leave
