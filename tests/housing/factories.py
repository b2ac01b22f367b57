import factory
from factory.django import DjangoModelFactory

from housing.models import (
    Building,
    Component,
    ComponentKind,
    Document,
    Equipment,
    Landlord,
    PlaceAlert,
    PlannedWork,
    Residence,
    Staircase,
    Unit,
)
from tests.teams.factories import AgencyFactory


class LandlordFactory(DjangoModelFactory):
    class Meta:
        model = Landlord

    name = factory.Sequence(lambda n: f"Habitat {n}")
    siren = "123456789"


class ResidenceFactory(DjangoModelFactory):
    class Meta:
        model = Residence

    landlord = factory.SubFactory(LandlordFactory)
    agency = factory.SubFactory(AgencyFactory)
    name = factory.Sequence(lambda n: f"Résidence {n}")
    commune_code = "2B033"
    commune_name = "Bastia"
    postal_code = "20600"


class BuildingFactory(DjangoModelFactory):
    class Meta:
        model = Building

    residence = factory.SubFactory(ResidenceFactory)
    landlord = factory.SelfAttribute("residence.landlord")
    name = factory.Sequence(lambda n: f"Bâtiment {n}")


class StaircaseFactory(DjangoModelFactory):
    class Meta:
        model = Staircase

    building = factory.SubFactory(BuildingFactory)
    residence = factory.SelfAttribute("building.residence")
    landlord = factory.SelfAttribute("building.landlord")
    name = factory.Sequence(lambda n: f"Escalier {n}")
    street_number = "12"
    street = "rue des Lilas"
    postal_code = "20600"
    commune_name = "Bastia"


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    staircase = factory.SubFactory(StaircaseFactory)
    residence = factory.SelfAttribute("staircase.residence")
    landlord = factory.SelfAttribute("staircase.landlord")
    landlord_ref = factory.Sequence(lambda n: f"L{n:06}")
    door = factory.Sequence(lambda n: str(n))
    floor = "1"
    rooms = 3
    living_area = 62


class ComponentKindFactory(DjangoModelFactory):
    class Meta:
        model = ComponentKind
        django_get_or_create = ("code",)

    code = "essai"
    label = "Composant d’essai"


class ComponentFactory(DjangoModelFactory):
    class Meta:
        model = Component

    residence = factory.SubFactory(ResidenceFactory)
    kind = factory.SubFactory(ComponentKindFactory)
    installed_year = 2000


class PlannedWorkFactory(DjangoModelFactory):
    class Meta:
        model = PlannedWork

    residence = factory.SubFactory(ResidenceFactory)
    reference = factory.Sequence(lambda n: f"PSP-{n:05}")
    title = "Remplacement des menuiseries"
    nature = PlannedWork.Nature.REPLACEMENT
    year = 2028


class EquipmentFactory(DjangoModelFactory):
    class Meta:
        model = Equipment

    residence = factory.SubFactory(ResidenceFactory)
    kind = Equipment.Kind.LIFT
    reference = factory.Sequence(lambda n: f"ASC-{n}")


class PlaceAlertFactory(DjangoModelFactory):
    class Meta:
        model = PlaceAlert

    residence = factory.SubFactory(ResidenceFactory)
    kind = PlaceAlert.Kind.ASBESTOS
    title = "Dalles de sol amiantées"


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    residence = factory.SubFactory(ResidenceFactory)
    title = "Diagnostic amiante"
    file = factory.django.FileField(filename="dta.pdf", data=b"%PDF-1.7 essai")
    file_name = "dta.pdf"
    content_type = "application/pdf"
    size = 14
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
