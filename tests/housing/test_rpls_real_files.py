"""The register's own files: every line a home, and the same file again changes nothing."""

import pytest

from housing.models import Residence, Staircase, Unit
from tests.housing.factories import LandlordFactory
from tests.housing.rpls import counts, real, take

pytestmark = pytest.mark.django_db

FILES = [
    ("RPLS2018_detail_reg94.csv", 14451, 280),
    ("RPLS2018_detail_reg06.csv", 270, 14),
    ("sample_bastia_montesoro.csv", 1190, 3),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "homes", "residences"), FILES)
def test_a_real_file_gives_its_homes_and_the_second_time_changes_nothing(name, homes, residences):
    landlord = LandlordFactory(siren="")
    first = take(real(name), landlord)
    assert (first.lines_read, first.dwellings, first.rejected) == (homes, homes, 0)
    assert counts(first) == (homes, 0, 0, 0)
    assert (first.layout, first.encoding) == ("open_2018", "ASCII")
    assert Residence.objects.count() == residences == first.report["grouping"]["residences"]
    assert sum(Residence.objects.values_list("unit_count", flat=True)) == homes
    assert not Staircase.objects.filter(search_text="").exists()
    before = list(Unit.objects.order_by("pk").values())
    second = take(real(name), landlord)
    assert counts(second) == (0, 0, homes, 0)
    assert list(Unit.objects.order_by("pk").values()) == before


def test_lost_accents_are_told():
    told = take(real("RPLS2018_detail_reg06.csv")).report["warnings"]
    assert any("accents" in warning for warning in told)


def test_people_recognise_the_residences_of_bastia():
    take(real("sample_bastia_montesoro.csv"))
    told = Residence.objects.order_by("name").values_list("name", "commune_name", "unit_count")
    assert list(told) == [
        ("Les Logis de Montesoro 1", "Bastia", 452),
        ("Les Logis de Montesoro 2", "Bastia", 458),
        ("Les Logis de Montesoro 3", "Bastia", 280),
    ]
    assert Staircase.objects.filter(building__name="Bâtiment A", name="Escalier 1").exists()
