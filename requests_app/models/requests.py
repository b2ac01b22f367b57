"""What a tenant asks: the file of a case of the process « request » (domain.md §6)."""

import pgtrigger
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject, Length

from coordination.models import Case, Task
from coordination.models.scope import CaseScopedQuerySet
from coordination.models.task_queryset import CASE_SAYS
from housing.models import Equipment
from messaging.models import Contact
from teams.roles import Role

from ..processes import REPAIRS
from ..schema import CHECK_PROMISE
from ..states import RequestState, at_state, with_state
from .categories import Category, UrgencySign, Zone

models.TextField.register_lookup(Length)


class Channel(models.TextChoices):
    PHONE = "phone", "Téléphone"
    COUNTER = "counter", "Accueil"
    LETTER = "letter", "Courrier"
    EMAIL = "email", "Courriel"
    SMS = "sms", "SMS"
    PORTAL = "portal", "Page du locataire, affiche"
    FIELD = "field", "Sur place (gardien)"


class Payer(models.TextChoices):
    LANDLORD = "landlord", "Bailleur"
    TENANT = "tenant", "Locataire"
    CONTRACT = "contract", "Contrat d’entretien"
    TO_CHECK = "to_check", "À vérifier"


class Cause(models.TextChoices):
    """Why it broke: it decides who pays (domain.md §3.2)."""

    UNKNOWN = "", "Non connue"
    WEAR = "wear", "Vétusté"
    WORKMANSHIP = "workmanship", "Malfaçon"
    DEFECT = "defect", "Vice de construction"
    FORCE_MAJEURE = "force_majeure", "Force majeure"
    CHANCE = "chance", "Cas fortuit"
    DAMAGE = "damage", "Dégradation"
    NEGLECT = "neglect", "Défaut d’entretien"
    DISASTER = "disaster", "Sinistre"
    BREAK_IN = "break_in", "Effraction"


class RequestQuerySet(CaseScopedQuerySet):
    PERIMETER = "case__agency"

    def open(self):
        return self.filter(case__closed_at=None)

    def closed(self):
        return self.filter(case__closed_at__isnull=False)

    def with_state(self):
        """Annotate `state` (a `RequestState`), told by the open tasks and the outcome."""
        return with_state(self)

    def at(self, state: str):
        """Those in this state."""
        return at_state(self, state)

    def with_owner(self):
        """With what a list says of each: its case, its place, and in `holder` who has the ball. No query more."""
        said = JSONObject(
            first="assignee__first_name", last="assignee__last_name", email="assignee__email", team="team__name",
            role="role", step="step",
        )  # fmt: skip
        tasks = Task.objects.open().filter(case=OuterRef("case")).order_by("waits", "opened_at", "pk")
        own = [column.name for column in self.model._meta.concrete_fields]
        beside = [
            *(f"case__{column}" for column in CASE_SAYS), "case__agency__name", "category__label",
            "category__family", "category__restricted", "contact__first_name", "contact__last_name",
        ]  # fmt: skip
        related = sorted({name.rpartition("__")[0] for name in beside})
        found = self.select_related(*related).only(*own, *beside)
        return found.annotate(holder=Subquery(tasks.values(said=said)[:1]))


class Request(models.Model):
    """A tenant's request. Place, urgency, promised date and who has the ball are its case's; the state is told by
    the open tasks (`requests_app.states`).

    `contact` asked, if we know who: they are told of each step, and confirm the end. `follows`: an answer to a
    closed request that opened this one.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="request", verbose_name="dossier")
    category = models.ForeignKey(Category, models.PROTECT, related_name="requests", verbose_name="catégorie")
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="requests", verbose_name="demandeur", null=True, blank=True
    )
    channel = models.CharField("canal", max_length=10, choices=Channel)
    zone = models.CharField("où", max_length=10, choices=Zone)
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, related_name="requests", verbose_name="équipement", null=True, blank=True
    )
    description = models.TextField("description", max_length=1000, blank=True)
    availability = models.CharField("disponibilités", max_length=200, blank=True)
    signs = models.ManyToManyField(UrgencySign, related_name="+", verbose_name="signes d’urgence", blank=True)
    suggested_priority = models.PositiveSmallIntegerField("urgence proposée", null=True, blank=True)
    cause = models.CharField("cause", max_length=20, choices=Cause, blank=True)
    payer = models.CharField("qui paie", max_length=10, choices=Payer, default=Payer.TO_CHECK)
    payer_basis = models.CharField("base", max_length=300, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, related_name="followed_by", verbose_name="suite de", null=True, blank=True
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande"
        ordering = ["-case__opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(description__length__lte=1000), name="request_short_description",
                violation_error_message="1 000 caractères au plus.",
            ),
            models.CheckConstraint(condition=~Q(follows=F("pk")), name="request_follows_another"),
            models.CheckConstraint(condition=Q(zone__in=Zone.values), name="request_known_zone"),
            models.CheckConstraint(condition=Q(payer__in=Payer.values), name="request_known_payer"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="promised", when=pgtrigger.After, operation=pgtrigger.Insert, timing=pgtrigger.Deferred,
                func=CHECK_PROMISE,
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.case.reference} {self.category}"

    def get_absolute_url(self):
        return self.case.get_absolute_url()

    @property
    def state_label(self) -> str:
        """Of a request read with `with_state`."""
        return RequestState(self.state).label  # type: ignore[attr-defined]

    @property
    def owner(self) -> str:
        """Who has the ball, of a request read with `with_owner`; nobody once it is closed."""
        said = self.holder  # type: ignore[attr-defined]
        if not said:
            return ""
        named = f"{said['first'] or ''} {said['last'] or ''}".strip() or said["email"]
        return named or said["team"] or str(Role(said["role"]).label)

    @property
    def is_repair(self) -> bool:
        """Whether something may have to be paid."""
        return self.category.family in REPAIRS
