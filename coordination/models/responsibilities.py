"""The responsibility matrix (domain.md §12, §7.3): versioned, and never changed once published."""

import json

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Floor
from django.urls import reverse
from django.utils import timezone

from teams.models import Team
from teams.roles import Role
from teams.workflow import MoveRefused

from ..clock import Unit
from ..conditions import BadCondition, check, in_words
from ..processes import UnknownStep, step_of
from .processes import Process


class ResponsibilityMatrixQuerySet(models.QuerySet["ResponsibilityMatrix"]):
    def published(self):
        return self.filter(state=ResponsibilityMatrix.State.PUBLISHED)

    def in_force(self, day) -> "ResponsibilityMatrix | None":
        """The last one published whose day has come: one matrix at a time holds for the landlord."""
        return self.published().filter(valid_from__lte=day).order_by("-valid_from", "-pk").first()

    def with_standing(self, day) -> "list[ResponsibilityMatrix]":
        """All versions, drafts first, then the latest; each says in `standing` what it is worth on that day."""
        ordered = self.select_related("published_by").order_by(
            F("valid_from").desc(nulls_first=True), "organisation", "-number"
        )
        found: list[ResponsibilityMatrix] = list(ordered)
        came = [one for one in found if not one.is_draft and one.valid_from <= day]
        for one in found:
            one.standing = (
                "brouillon" if one.is_draft
                else "à venir" if one.valid_from > day
                else "en vigueur" if one == came[0]
                else "remplacée"
            )  # fmt: skip
        return found


class ResponsibilityMatrix(models.Model):
    """One version of who does what, for one organisation model."""

    class Organisation(models.TextChoices):
        TERRITORY = "territory", "Par territoire"
        TRADE = "trade", "Par métier"

    class State(models.TextChoices):
        DRAFT = "draft", "Brouillon"
        PUBLISHED = "published", "Publiée"

    organisation = models.CharField("organisation", max_length=10, choices=Organisation)
    number = models.PositiveSmallIntegerField("version")
    state = models.CharField("état", max_length=10, choices=State, default=State.DRAFT, editable=False)
    valid_from = models.DateField("en vigueur le", null=True, blank=True)
    basis = models.CharField("source", max_length=200, blank=True)
    published_at = models.DateTimeField("publiée le", null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, editable=False,
        db_index=False,
    )  # fmt: skip
    """Nobody: a version that came with Palier."""
    standing: str

    objects = ResponsibilityMatrixQuerySet.as_manager()

    class Meta:
        verbose_name = "matrice de responsabilités"
        verbose_name_plural = "matrices de responsabilités"
        ordering = ["organisation", "-number"]
        constraints = [
            models.UniqueConstraint("organisation", "number", name="matrix_number"),
            models.UniqueConstraint(
                "valid_from", condition=Q(state="published"), name="matrix_one_a_day",
                violation_error_message="Une autre version entre en vigueur ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(valid_from__isnull=False), name="matrix_published_from"
            ),
            models.UniqueConstraint("organisation", condition=Q(state="draft"), name="matrix_one_draft"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(
                name="published_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="published"),
            )
        ]

    def __str__(self):
        return f"{self.get_organisation_display()} v{self.number}"

    def get_absolute_url(self):
        return f"{reverse('coordination:matrix')}?version={self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @transaction.atomic
    def draft_next(self, organisation: str = "") -> "ResponsibilityMatrix":
        """A draft of the next version, of this organisation model or another, with the same rows.

        A model has one draft at a time: where there is one, that one, as it is.
        """
        organisation = organisation or self.organisation
        known = [one for one in type(self).objects.select_for_update().order_by("pk")
                 if one.organisation == organisation]  # fmt: skip
        if draft := next((one for one in known if one.is_draft), None):
            return draft
        number = max((one.number for one in known), default=0) + 1
        draft = type(self).objects.create(organisation=organisation, number=number)
        rows = list(self.rules.order_by("pk"))
        for row in rows:
            row.pk, row.matrix = None, draft
            row._state.adding = True
        Responsibility.objects.bulk_create(rows)
        return draft

    @transaction.atomic
    def put(self, rule: "Responsibility") -> None:
        """Add a row to a draft, or change one of its rows. Twice the same situation is refused."""
        self._hold_draft()
        same = self.rules.filter(process=rule.process_id, step=rule.step, condition=rule.condition)
        if same.exclude(pk=rule.pk).exists():
            raise MoveRefused("Une règle vaut déjà pour cette situation : changez-la plutôt.")
        rule.matrix = self
        rule.save()

    @transaction.atomic
    def complete(self) -> int:
        """Add to a draft what Palier proposes for steps that no row speaks of; how many rows.

        A version written before a step existed has nobody for it: its tasks go to the process owner.
        """
        from ..defaults import proposed

        self._hold_draft()
        spoken_of = set(self.rules.values_list("process_id", "step"))
        rows = [Responsibility(matrix=self, **told) for told in proposed(self.organisation)
                if (told["process_id"], told["step"]) not in spoken_of]  # fmt: skip
        Responsibility.objects.bulk_create(rows)
        return len(rows)

    @transaction.atomic
    def remove(self, rule: "Responsibility") -> None:
        """Take a row out of a draft."""
        self._hold_draft()
        self.rules.filter(pk=rule.pk).delete()

    @transaction.atomic
    def drop(self) -> None:
        """Give a draft up."""
        self._hold_draft()
        self.delete()

    def _hold_draft(self) -> None:
        held = type(self).objects.select_for_update().filter(pk=self.pk).first()
        if held is None or not held.is_draft:
            raise MoveRefused("Cette version est publiée, ou abandonnée : elle ne change plus.")

    @transaction.atomic
    def publish(self, *, valid_from, basis: str = "", by=None) -> None:
        """Make the version final from a day to come. Refused while a situation has no owner, or two."""
        from ..coverage import problems

        if valid_from < timezone.localdate():
            raise MoveRefused("Une matrice entre en vigueur aujourd’hui ou plus tard.")
        mine = type(self).objects.filter(pk=self.pk)
        mine.select_for_update().get()
        if found := problems(self):
            raise MoveRefused(f"À corriger avant de publier : {found[0]} ({len(found)} en tout).")
        draft = mine.filter(state=self.State.DRAFT)
        if type(self).objects.published().filter(valid_from=valid_from).exclude(pk=self.pk).exists():
            raise MoveRefused("Une autre version entre en vigueur ce jour-là.")
        told = {"published_at": timezone.now(), "published_by": by, "basis": basis or self.basis}
        if not draft.update(state=self.State.PUBLISHED, valid_from=valid_from, **told):
            raise MoveRefused("Cette version est déjà publiée.")
        self.refresh_from_db()


class Responsibility(models.Model):
    """One row: for this step in this situation, who does it, who answers for it, who is asked or told, how fast.

    Services narrow a role where the landlord has several teams of it. No delay: the service level of the case.
    """

    matrix = models.ForeignKey(ResponsibilityMatrix, models.CASCADE, related_name="rules", verbose_name="matrice")
    process = models.ForeignKey(Process, models.PROTECT, related_name="rules", verbose_name="processus")
    step = models.SlugField("étape", max_length=30)
    condition = models.JSONField("condition", default=dict, blank=True)
    responsible = models.CharField("réalise (R)", max_length=20, choices=Role)
    responsible_service = models.CharField("service", max_length=20, choices=Team.Service, blank=True)
    accountable = models.CharField("répond (A)", max_length=20, choices=Role)
    accountable_service = models.CharField("service", max_length=20, choices=Team.Service, blank=True)
    consulted = ArrayField(
        models.CharField(max_length=20, choices=Role), verbose_name="consultés (C)", default=list, blank=True
    )
    informed = ArrayField(
        models.CharField(max_length=20, choices=Role), verbose_name="informés (I)", default=list, blank=True
    )
    amount = models.DecimalField("délai", max_digits=6, decimal_places=2, null=True, blank=True)
    unit = models.CharField("unité", max_length=20, choices=Unit, blank=True)
    action = models.CharField("à faire", max_length=200, blank=True)

    class Meta:
        verbose_name = "responsabilité"
        ordering = ["matrix", "process", "step", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, unit="") | Q(amount__gt=0, unit__in=Unit.values),
                name="rule_whole_delay", violation_error_message="Donnez le délai et son unité.",
            ),
            models.CheckConstraint(
                condition=~Q(unit=Unit.WORKING_DAYS) | Q(amount=Floor("amount")),
                name="rule_whole_days", violation_error_message="Un nombre entier de jours ouvrés.",
            ),
            models.CheckConstraint(
                condition=Q(responsible__in=Role.values, accountable__in=Role.values)
                & Q(consulted__contained_by=Role.values, informed__contained_by=Role.values),
                name="rule_known_roles",
            ),
            models.UniqueConstraint("matrix", "process", "step", "condition", name="rule_one_per_condition"),
        ]  # fmt: skip
        indexes = [models.Index("matrix", "process", "step", name="rule_of_step")]
        triggers = [
            pgtrigger.Trigger(
                name="published_is_final",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("touched", "bigint[]"), ("final", "boolean")],
                func="""
                    touched := CASE TG_OP
                        WHEN 'INSERT' THEN ARRAY[NEW.matrix_id]
                        WHEN 'DELETE' THEN ARRAY[OLD.matrix_id]
                        ELSE ARRAY[OLD.matrix_id, NEW.matrix_id] END;
                    PERFORM 1 FROM coordination_responsibilitymatrix WHERE id = ANY(touched) FOR SHARE;
                    SELECT bool_or(state = 'published') INTO final
                        FROM coordination_responsibilitymatrix WHERE id = ANY(touched);
                    IF final THEN
                        RAISE EXCEPTION 'A published matrix is final' USING ERRCODE = 'restrict_violation';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return f"{self.process_id}.{self.step} → {self.get_responsible_display()}"

    def clean(self):
        try:
            check(self.condition, step_of(self.process_id, self.step))
        except (BadCondition, UnknownStep) as error:
            raise ValidationError({"condition": str(error)}) from error

    @property
    def situation(self) -> str:
        """The condition in words."""
        return in_words(self.condition, step_of(self.process_id, self.step))

    @property
    def step_label(self) -> str:
        return step_of(self.process_id, self.step).label

    @property
    def key(self) -> tuple[str, str, str]:
        """Which situation of which step: the same in another version."""
        condition = {code: sorted(one) if isinstance(one, list) else one for code, one in self.condition.items()}
        return self.process_id, self.step, json.dumps(condition, sort_keys=True)

    @property
    def delay(self) -> str:
        """« 2 jours ouvrés »; empty when the service level of the case counts."""
        return f"{self.amount.normalize():f} {self.get_unit_display()}" if self.amount else ""
