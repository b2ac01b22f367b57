"""Names left on a poster and warnings about words are forgotten in time; open requests keep theirs."""

import datetime as dt

import pytest
from django.utils import timezone

from coordination.models import Case
from requests_app import retention
from requests_app.models import Poster, Visitor
from teams.models import WordingWarning

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(request_, unit, desk):
    stair = unit.staircase
    place = {"residence": stair.residence, "building": stair.building, "staircase": stair}
    poster = Poster.objects.create(**place, made_by=desk)
    return Visitor.objects.create(request=request_, poster=poster, name="Anne", number="+33639981234")


def in_months(months: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=31 * months)


def test_who_asked_is_forgotten_two_years_after_the_end(visitor, desk):
    visitor.request.case.close("void", text="Erreur", by=desk)
    assert retention.purge(in_months(20)) == (0, 0)
    assert retention.purge(in_months(25)) == (1, 0)
    assert Case.objects.filter(pk=visitor.request.case_id).exists()


def test_an_open_request_keeps_its_visitor(visitor):
    assert retention.purge(in_months(60)) == (0, 0)
    assert Visitor.objects.get().name == "Anne"


def test_warnings_are_kept_a_year(desk):
    WordingWarning.objects.create(by=desk, where="note", categories=["judgement"])
    assert retention.purge(in_months(11)) == (0, 0)
    assert retention.purge(in_months(13)) == (0, 1)
