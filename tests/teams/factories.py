import factory
from factory.django import DjangoModelFactory

from teams.models import Agency, Team, User
from teams.roles import Role

PASSWORD = "un mot de passe solide"


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Agence {n}")


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Équipe {n}")
    service = Team.Service.PROXIMITY
    agency = factory.SubFactory(AgencyFactory)


class UserFactory(DjangoModelFactory):
    """A member of staff; `agencies=[…]` gives the perimeter, `roles=[…]` what they do."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    first_name = "Camille"
    last_name = factory.Sequence(lambda n: f"Durand {n}")
    roles = factory.LazyFunction(lambda: [Role.PROXIMITY_MANAGER])

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        self.save(update_fields=["password"])

    @factory.post_generation
    def agencies(self, create, extracted, **kwargs):
        if extracted:
            self.agencies.set(extracted)
