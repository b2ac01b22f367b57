"""Who may get a vacant home: nominators, their candidates, sessions of the committee. Only what is needed."""

import datetime as dt

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from coordination.models.scope import CaseScopedQuerySet
from messaging.models import Contact
from teams.models import Agency

from .registers import RegisterQuerySet
from .vacancies import Vacancy


class NominatorQuerySet(RegisterQuerySet):
    def with_use(self, since: dt.date):
        """How often each was asked since that day, and how often one of its candidates took the home."""
        asked = Q(nominations__informed_on__gte=since)
        let = asked & Q(nominations__candidates__state="accepted")
        return self.annotate(
            asked_count=models.Count("nominations", filter=asked, distinct=True),
            let_count=models.Count("nominations", filter=let, distinct=True),
        )


@pghistory.track()
class Nominator(models.Model):
    """A réservataire. `days`: how long its convention gives it to name candidates; else the parameter counts.
    `share`: its part of the homes let in a year (gestion en flux)."""

    class Kind(models.TextChoices):
        STATE = "state", "Préfet"
        COMMUNE = "commune", "Collectivité"
        ACTION_LOGEMENT = "action_logement", "Action Logement"
        LANDLORD = "landlord", "Bailleur"
        OTHER = "other", "Autre"

    name = models.CharField("nom", max_length=100, unique=True)
    kind = models.CharField("nature", max_length=16, choices=Kind)
    quota = models.CharField("contingent", max_length=60, blank=True)
    share = models.DecimalField(
        "part du flux annuel (%)", max_digits=4, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    days = models.PositiveSmallIntegerField(
        "délai (jours)", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    convention_until = models.DateField("convention jusqu’au", null=True, blank=True)
    active = models.BooleanField("proposé", default=True)

    objects = NominatorQuerySet.as_manager()

    class Meta:
        verbose_name = "réservataire"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__range=(0, 100)), name="nominator_share_is_percent"
            ),
            models.CheckConstraint(condition=Q(days__isnull=True) | Q(days__gte=1), name="nominator_has_a_delay"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("leasing:nominator", args=[self.pk])


class NominationQuerySet(models.QuerySet["Nomination"]):
    def without_candidate(self):
        """Still running, for a home to let, and nobody it named may still get it."""
        living = Candidate.objects.filter(nomination=models.OuterRef("pk"), state__in=Candidate.LIVING)
        return self.filter(ended_on=None, vacancy__ended_on=None).exclude(models.Exists(living))

    def to_remind(self, before: dt.date):
        """Its day comes before that one, and nobody called yet."""
        return self.without_candidate().filter(reminded_on=None, due_on__lt=before)

    def overdue(self, today: dt.date):
        return self.without_candidate().filter(due_on__lt=today)


class Nomination(models.Model):
    """A nominator is asked for candidates, until a day; then the home is the landlord's to allocate. `lapsed`:
    that day passed without a candidate."""

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="nominations", verbose_name="relocation")
    nominator = models.ForeignKey(
        Nominator, models.PROTECT, related_name="nominations", verbose_name="réservataire"
    )
    quota = models.CharField("contingent", max_length=60, blank=True)
    informed_on = models.DateField("informé le")
    due_on = models.DateField("candidats attendus avant le")
    reminded_on = models.DateField("relancé le", null=True, blank=True, editable=False)
    ended_on = models.DateField("finie le", null=True, blank=True, editable=False)
    lapsed = models.BooleanField("délai passé", default=False, editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "désignation"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lapsed=False) | Q(ended_on__isnull=False), name="nomination_lapsed_is_over"
            ),
            models.UniqueConstraint(
                "vacancy", condition=Q(ended_on__isnull=True), name="nomination_one_at_a_time",
                violation_error_message="Un réservataire est déjà saisi pour ce logement.",
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.nominator}, avant le {self.due_on:%d/%m/%Y}"


class CommitteeSession(models.Model):
    """A session of the committee that allocates homes (CALEOL)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="agence")
    held_on = models.DateField("séance du")

    class Meta:
        verbose_name = "séance de la CALEOL"
        ordering = ["-held_on", "pk"]
        constraints = [models.UniqueConstraint("agency", "held_on", name="session_once_a_day")]

    def __str__(self):
        return f"CALEOL du {self.held_on:%d/%m/%Y}"


class CandidateQuerySet(CaseScopedQuerySet):
    PERIMETER = "vacancy__case__agency"
    CASE = "vacancy__case__"
    CONFIDENTIAL = "vacancy__case__confidential"

    def to_tell(self):
        """Proposed or accepted: a change of the ready date concerns them."""
        return self.filter(state__in=Candidate.LIVING)

    def next_rank(self):
        """Whom the committee accepted and nobody asked yet: the first by rank."""
        return self.filter(state=Candidate.State.SELECTED).order_by("rank", "pk").first()


class Candidate(models.Model):
    """A household for this home: a contact, or the few words one needs to reach it. Its file stays in the national
    system (`registration`)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposé"
        SELECTED = "selected", "Retenu en CALEOL"
        REJECTED = "rejected", "Non retenu en CALEOL"
        OFFERED = "offered", "Offre envoyée"
        ACCEPTED = "accepted", "A accepté"
        DECLINED = "declined", "A refusé"
        WITHDRAWN = "withdrawn", "Retiré"

    class Decision(models.TextChoices):
        AWARDED = "awarded", "Attribution"
        RANKED = "ranked", "Attribution avec rang"
        CONDITIONAL = "conditional", "Attribution sous condition"
        NOT_AWARDED = "not_awarded", "Non-attribution"
        INELIGIBLE = "ineligible", "Rejet pour irrecevabilité"

    class Reason(models.TextChoices):
        RENT = "rent", "Loyer, charges"
        PLACE = "place", "Localisation"
        FLOOR = "floor", "Étage, ascenseur"
        SIZE = "size", "Surface, typologie"
        CONDITION = "condition", "État du logement"
        AREA = "area", "Environnement, sécurité"
        PARKING = "parking", "Stationnement"
        DELAY = "delay", "Délai"
        SITUATION = "situation", "Situation changée"
        SILENCE = "silence", "Sans réponse"

    LIVING = (State.PROPOSED, State.SELECTED, State.OFFERED, State.ACCEPTED)
    GRANTS = (Decision.AWARDED, Decision.RANKED, Decision.CONDITIONAL)

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="candidates", verbose_name="relocation")
    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="candidates", verbose_name="désignation", null=True, blank=True
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="candidacies", verbose_name="personne", null=True, blank=True
    )
    last_name = models.CharField("nom", max_length=80, blank=True)
    first_name = models.CharField("prénom", max_length=80, blank=True)
    number = models.CharField("téléphone", max_length=20, blank=True)
    registration = models.CharField(
        "numéro unique", max_length=18, blank=True,
        validators=[RegexValidator(r"^\d{3}[0-9A-Z]{3,15}$", "Le numéro unique de la demande, sans espace.")],
    )  # fmt: skip
    rank = models.PositiveSmallIntegerField("rang", null=True, blank=True)
    state = models.CharField("état", max_length=10, choices=State, default=State.PROPOSED, editable=False)
    session = models.ForeignKey(
        CommitteeSession, models.PROTECT, related_name="candidates", verbose_name="séance", null=True, blank=True
    )
    decision = models.CharField("décision", max_length=12, choices=Decision, blank=True)
    offered_on = models.DateField("offre notifiée le", null=True, blank=True)
    answer_by = models.DateField("réponse avant le", null=True, blank=True)
    answered_on = models.DateField("répondu le", null=True, blank=True)
    reason = models.CharField("motif du refus", max_length=10, choices=Reason, blank=True)
    told_on = models.DateField("date de disponibilité dite", null=True, blank=True, editable=False)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = "candidat"
        ordering = ["vacancy", "rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=False) | ~Q(last_name=""), name="candidate_has_a_name",
                violation_error_message="Donnez une personne connue ou un nom.",
            ),
            models.UniqueConstraint(
                "vacancy", condition=Q(state__in=("offered", "accepted")), name="candidate_one_offer",
                violation_error_message="Une offre est déjà en cours pour ce logement.",
            ),
            models.UniqueConstraint(
                "vacancy", "rank", condition=Q(state__in=("selected", "offered", "accepted")),
                name="candidate_one_per_rank", violation_error_message="Deux candidats ont le même rang.",
            ),
            models.UniqueConstraint(
                "vacancy", "contact", condition=Q(contact__isnull=False), name="candidate_once",
                violation_error_message="Cette personne est déjà candidate pour ce logement.",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="candidate_declines_for_a_reason"
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(self.contact) if self.contact else f"{self.first_name} {self.last_name}".strip()
