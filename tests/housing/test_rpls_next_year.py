"""Next year's file: new, changed, gone and returned homes, and the corrections people made meanwhile."""

import pytest
from django.utils import timezone

from housing.models import Building, FieldStatement, Residence, Staircase, Unit
from housing.rpls import ImportRefused
from teams.models import Agency
from tests.housing.factories import LandlordFactory
from tests.housing.rpls import counts, declaration, declared, open_data, take
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def landlord():
    return LandlordFactory(siren="")


def stock(count=20, **values):
    return [declared(IDENT_INT=f"L{i:03}", NUMAPPT=str(i + 1), **values) for i in range(count)]


def home(number: int) -> Unit:
    return Unit.objects.get(landlord_ref=f"L{number:03}")


def test_the_same_file_again_writes_nothing(landlord):
    take(declaration(*stock()), landlord)
    before = list(Unit.objects.order_by("pk").values())
    row = take(declaration(*stock()), landlord)
    assert counts(row) == (0, 0, 20, 0)
    assert list(Unit.objects.order_by("pk").values()) == before


def test_the_next_year_tells_new_changed_and_gone_homes_before_it_is_applied(landlord):
    take(declaration(*stock()), landlord)
    later = [*stock()[1:], declared(IDENT_INT="L900", NUMAPPT="900")]
    later[0] |= {"LOYERPRINC": "430", "DPEENERGIE": "B"}
    preview = take(declaration(*later), landlord, apply=False)
    assert counts(preview) == (1, 1, 18, 1)
    assert preview.report["changed_fields"] == {"rent": 1, "energy_class": 1}
    assert preview.report["changed_sample"] == [
        {"unit": home(1).pk, "label": "Logement 2", "fields": {"rent": ["412", "430"], "energy_class": ["D", "B"]}}
    ]
    assert preview.report["gone_sample"][0]["unit"] == home(0).pk
    assert preview.report["new_sample"][0]["label"] == "Logement 900"
    assert (home(1).rent, home(0).left_on) == (412, None)
    row = take(declaration(*later), landlord)
    assert counts(row) == (1, 1, 18, 1)
    assert (home(1).rent, home(1).stated_by, home(2).stated_by == row) == (430, row, False)
    gone = home(0)
    assert (gone.left_on, gone.left_reason) == (timezone.localdate(), "A")
    assert Residence.objects.get().unit_count == 20
    assert counts(take(declaration(*later), landlord)) == (0, 0, 20, 0)


def test_many_gone_homes_need_a_confirmation(landlord):
    take(declaration(*stock()), landlord)
    half = declaration(*stock()[:10])
    assert take(half, landlord, apply=False).gone == 10
    with pytest.raises(ImportRefused, match="10 logements sur 20"):
        take(half, landlord)
    assert Unit.objects.in_stock().count() == 20
    assert take(half, landlord, confirm_gone=True).gone == 10
    assert Unit.objects.in_stock().count() == 10


def test_a_complement_takes_nobody_away(landlord):
    take(declaration(*stock()), landlord)
    assert counts(take(declaration(*stock()[:2]), landlord, complement=True)) == (0, 0, 2, 0)


def test_homes_of_communes_the_file_does_not_tell_of_stay(landlord):
    take(declaration(*stock(), declared(IDENT_INT="X", DEPCOM="2A004", LIBCOM="AJACCIO")), landlord)
    assert take(declaration(*stock()), landlord).gone == 0


def test_a_home_whose_line_is_rejected_is_not_gone(landlord):
    take(declaration(*stock()), landlord)
    later = stock()
    later[3]["NBPIECE"] = "x"
    assert (row := take(declaration(*later[:-1]), landlord)).gone == 1
    assert (row.rejected, home(3).left_on) == (1, None)


def test_rejected_lines_without_a_name_keep_everybody(landlord):
    take(open_data(*({"NUMAPPT": str(i)} for i in range(20))), landlord)
    later = [{"NUMAPPT": str(i)} for i in range(19)]
    later[3]["NBPIECE"] = "x"
    row = take(open_data(*later), landlord)
    assert (row.gone, row.rejected) == (0, 1)
    assert any("sorti" in warning for warning in row.report["warnings"])


def test_a_home_that_comes_back_is_in_the_stock_again(landlord):
    take(declaration(*stock()), landlord)
    take(declaration(*stock()[1:]), landlord)
    row = take(declaration(*stock()), landlord)
    assert (row.changed, row.report["returned"]) == (1, 1)
    assert (home(0).left_on, home(0).left_reason) == (None, "")


def test_a_sale_in_the_declaration_takes_the_home_out_with_its_reason(landlord):
    take(declaration(*stock()), landlord)
    later = stock()
    later[5]["SORTIEPATRIM"] = "1"
    assert counts(take(declaration(*later), landlord)) == (0, 1, 19, 0)
    assert (home(5).left_reason, home(5).left_on) == ("1", timezone.localdate())
    assert counts(take(declaration(*later), landlord)) == (0, 0, 20, 0)
    assert take(declaration(*(stock()[:5] + stock()[6:])), landlord).gone == 0


def correct(unit: Unit, field: str, value, replaced) -> FieldStatement:
    """What a person does on the home's page."""
    setattr(unit, field, value)
    unit.save()
    return FieldStatement.objects.create(
        unit=unit, field=field, value=str(value), replaced=str(replaced), stated_by=UserFactory()
    )


def test_a_correction_stands_while_the_file_repeats_itself_and_ends_with_a_new_value(landlord):
    take(declaration(*stock()), landlord)
    statement = correct(home(4), "rooms", 4, 3)
    flag = correct(home(4), "priority_district", True, False)
    row = take(declaration(*stock()), landlord)
    assert (counts(row), row.report["kept_corrections"]) == ((0, 0, 20, 0), 2)
    assert home(4).rooms == 4
    later = stock()
    later[4] |= {"LOYERPRINC": "500"}
    take(declaration(*later), landlord)
    assert (home(4).rooms, home(4).rent) == (4, 500)
    later[4] |= {"NBPIECE": "5"}
    row = take(declaration(*later), landlord)
    assert (home(4).rooms, row.report["kept_corrections"]) == (5, 1)
    statement.refresh_from_db()
    flag.refresh_from_db()
    assert (statement.ended_at is not None, flag.ended_at) == (True, None)


def test_homes_may_exchange_their_identifier_and_nobody_takes_one_that_is_held(landlord):
    first = [declared(IDENT_INT="A", IDENT_REP="1"), declared(IDENT_INT="B", IDENT_REP="2")]
    take(declaration(*first), landlord)
    swapped = [declared(IDENT_INT="A", IDENT_REP="2"), declared(IDENT_INT="B", IDENT_REP="1")]
    assert counts(take(declaration(*swapped), landlord)) == (0, 2, 0, 0)
    stolen = [declared(IDENT_INT="C", IDENT_REP="1"), declared(IDENT_INT="B")]
    row = take(declaration(*stolen), landlord, complement=True)
    assert (row.rejected, row.unchanged) == (1, 1)
    assert "déjà celui d’un autre logement" in row.rejected_lines.get().reason


def test_a_new_reference_is_followed_by_the_identifier_of_the_register(landlord):
    take(declaration(declared(IDENT_INT="A", IDENT_REP="1")), landlord)
    assert counts(take(declaration(declared(IDENT_INT="A2", IDENT_REP="1")), landlord)) == (0, 1, 0, 0)
    assert Unit.objects.get().landlord_ref == "A2"


def test_new_homes_follow_their_building_wherever_it_went(landlord):
    take(declaration(*stock()), landlord)
    building = Building.objects.get()
    old = building.residence
    other = Residence.objects.create(landlord=landlord, agency=old.agency, name="Le Grand Clos")
    Building.objects.filter(pk=building.pk).update(residence=other)
    Residence.objects.filter(pk=old.pk).update(merged_into=other)
    same = declared(IDENT_INT="L900", NUMAPPT="900")
    elsewhere = declared(IDENT_INT="L901", BAT="BATIMENT B")
    take(declaration(*stock(), same, elsewhere), landlord)
    assert set(Unit.objects.values_list("residence__name", flat=True)) == {"Le Grand Clos"}
    assert Unit.objects.get(landlord_ref="L900").staircase.building == building
    assert sorted(Building.objects.values_list("name", flat=True)) == ["Bâtiment A", "Bâtiment B"]
    other.refresh_from_db()
    assert other.unit_count == 22
    assert not Staircase.objects.exclude(search_text__contains=" grand clos ").filter(units__isnull=True).exists()


def test_the_agency_of_a_new_residence_is_the_most_frequent_of_the_column_chosen(landlord, agency):
    homes = [*stock(3, LIBSEGPATRIM="AGENCE NORD"), declared(IDENT_INT="X", LIBSEGPATRIM="AGENCE SUD")]
    far = declared(IDENT_INT="Y", DEPCOM="2A004", LIBCOM="AJACCIO", LIBSEGPATRIM="AGENCE DU SUD-EST")
    take(declaration(*homes, far), landlord, agency_from="LIBSEGPATRIM")
    told = dict(Residence.objects.values_list("commune_name", "agency__name"))
    assert told == {"Bastia": "Agence Nord", "Ajaccio": "Agence du Sud-Est"}
    assert Agency.objects.filter(name__iexact="agence nord").count() == 1


def test_an_agency_already_chosen_by_people_stays(landlord, agency):
    take(declaration(*stock(2)), landlord)
    Residence.objects.update(agency=agency)
    take(declaration(*stock(3)), landlord, agency="Autre agence")
    assert Residence.objects.get().agency == agency
