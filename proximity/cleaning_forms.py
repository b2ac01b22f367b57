"""Forms of cleanliness: one zone of a check, its end, what follows; each bears its key (`ActForm`)."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from config.web.templatetags.palier import euros
from coordination.forms import ActForm, words
from coordination.photo_fields import PhotosField
from housing.models import Staircase
from teams.models import User
from teams.roles import Role

from .cleaning_checking import Found
from .cleaning_score import BAD, BEST
from .models import CleaningCheck, CleaningNote, CleaningService, Contract, PenaltyRule, WorkOrder

NOT_APPLICABLE = "na"
NOTES = [
    ("3", "Propre"), ("2", "Acceptable"), ("1", "Insuffisant"), ("0", "Sale"), (NOT_APPLICABLE, "Sans objet"),
]  # fmt: skip
TO_ALL = (str(BEST), NOT_APPLICABLE)
"""What a single button may say of all points left."""


def day(label: str, **kwargs) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **kwargs)


class ZoneForm(ActForm):
    """Every point of one zone. The button « tout est propre » speaks for those that nobody noted."""

    def __init__(self, *args, zone, notes, photos, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone, self.items, self.shown = zone, list(zone.items.all()), photos
        causes = [("", "— pourquoi —"), *CleaningCheck.Cause.choices]
        for item in self.items:
            known: CleaningNote | None = notes.get(item.pk)
            note = forms.ChoiceField(label=item.label, choices=NOTES, required=False, widget=forms.RadioSelect)
            cause = forms.ChoiceField(label=f"Cause : {item.label}", choices=causes, required=False)
            if known:
                note.initial = NOT_APPLICABLE if known.note is None else str(known.note)
                cause.initial = known.cause
            self.fields |= {
                f"note_{item.pk}": note, f"cause_{item.pk}": cause,
                f"photos_{item.pk}": PhotosField(label=f"Photo : {item.label}"),
            }  # fmt: skip

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "item": item, "note": self[f"note_{item.pk}"], "cause": self[f"cause_{item.pk}"],
                "photos": self[f"photos_{item.pk}"], "kept": self.shown.get(item.pk, []),
            }
            for item in self.items
        ]  # fmt: skip

    def clean(self):
        data = super().clean() or {}
        to_all = self.data.get("tous", "")
        for item in self.items:
            name = f"note_{item.pk}"
            if not data.get(name) and name not in self.errors:
                if to_all in TO_ALL:
                    data[name] = to_all
                else:
                    self.add_error(name, "Notez ce point.")
            self._check_bad(data, item)
        return data

    def _check_bad(self, data, item) -> None:
        note = data.get(f"note_{item.pk}", "")
        if not note.isdigit() or int(note) > BAD:
            return
        if not data.get(f"cause_{item.pk}"):
            self.add_error(f"cause_{item.pk}", "Donnez la cause.")
        if not data.get(f"photos_{item.pk}") and not self.shown.get(item.pk):
            self.add_error(f"photos_{item.pk}", "Ajoutez une photo.")

    @property
    def found(self) -> dict[int, Found]:
        data = self.cleaned_data
        return {
            item.pk: Found(
                int(note) if (note := data[f"note_{item.pk}"]).isdigit() else None,
                data[f"cause_{item.pk}"], data[f"photos_{item.pk}"],
            )
            for item in self.items
        }  # fmt: skip


class CloseForm(ActForm):
    """Who was there for the cleaner, and signs on the tablet."""

    presence = forms.ChoiceField(
        label="L’exécutant", widget=forms.RadioSelect, initial="absent",
        choices=[("present", "Présent : il signe ici"), ("absent", "Absent : le compte rendu lui est envoyé")],
    )  # fmt: skip
    signed_by = forms.CharField(label="Nom et fonction de qui signe", max_length=80, required=False)
    signature = forms.FileField(
        label="Signature", required=False, widget=forms.FileInput(attrs={"accept": "image/*"})
    )
    not_done = forms.BooleanField(
        label="Prestation non réalisée", required=False, help_text="Personne n’est passé : non conforme d’office."
    )
    words = words("Remarques", required=False, most=500, rows=2)

    def clean(self):
        data = super().clean() or {}
        if data.get("presence") == "present":
            if not data.get("signed_by", "").strip():
                self.add_error("signed_by", "Écrivez le nom de qui signe.")
            if not data.get("signature"):
                self.add_error("signature", "Faites signer, ou indiquez « absent ».")
        return data

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        here = data["presence"] == "present"
        return {
            "signed_by": data["signed_by"] if here else "", "signature": data["signature"] if here else None,
            "not_done": data["not_done"], "words": data["words"],
        }  # fmt: skip


class WordsForm(ActForm):
    """A few words. `required`: the act needs them."""

    words = words("Pourquoi", most=500)

    def __init__(self, *args, label="Pourquoi", required=True, help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.required, field.help_text = label, required, help_text


class FirmAnswerForm(ActForm):
    """What a firm says on its page, with its photos."""

    words = words("Vos observations")
    photos = PhotosField(label="Photos")

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class AnswerForm(ActForm):
    upheld = forms.ChoiceField(
        label="Réponse", widget=forms.RadioSelect,
        choices=[("oui", "Le contrôle est maintenu"), ("non", "Le contrôle est annulé, avec ses suites")],
    )  # fmt: skip
    words = words("Motif", most=500)


class ProposeForm(ActForm):
    """The lapses of the contract that one saw; those that the facts show are ticked."""

    events = forms.MultipleChoiceField(
        label="Manquements", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Les parts du prix selon la note s’ajoutent d’elles-mêmes.",
    )  # fmt: skip
    text = words("Faits à signaler", required=False, most=500, rows=2)

    def __init__(self, *args, contract: Contract, suggested, **kwargs):
        super().__init__(*args, **kwargs)
        rules = contract.penalty_rules.filter(kind=PenaltyRule.Kind.EVENT)
        events: Any = self.fields["events"]
        events.choices, events.initial = [(rule.code, self._told(rule)) for rule in rules], suggested

    @staticmethod
    def _told(rule: PenaltyRule) -> str:
        per_day = f", puis {rule.per_day:.0f} € par jour" if rule.per_day else ""
        return f"{rule.label} ({rule.amount:.0f} €{per_day})"


class ReductionForm(ActForm):
    percent = forms.DecimalField(
        label="Part du prix mensuel retirée (%)", max_digits=5, decimal_places=2, min_value=Decimal("0.01"),
        max_value=100, help_text="Le travail est accepté tel quel, moins cher.",
    )  # fmt: skip
    text = words("Pourquoi", most=500)


class ExecutionForm(ActForm):
    """The order of another firm, on this case."""

    order = forms.ModelChoiceField(
        WorkOrder.objects.none(), label="Ordre de l’autre entreprise", empty_label="— choisir —",
        help_text="Passez-le d’abord depuis ce dossier ; il apparaît ici une fois envoyé.",
    )  # fmt: skip
    saved = forms.DecimalField(
        label="Non payé au titulaire pour ce travail (€ HT)", max_digits=10, decimal_places=2, min_value=0,
        help_text="La différence avec le prix de l’autre entreprise est à la charge du titulaire.",
    )  # fmt: skip
    text = words("Pourquoi", most=500)

    def __init__(self, *args, orders, **kwargs):
        super().__init__(*args, **kwargs)
        order: Any = self.fields["order"]
        order.queryset = orders
        order.label_from_instance = lambda one: f"{one.number} · {one.contractor} · {euros(one.amount)} HT"


class ApplyForm(ActForm):
    invoice = forms.CharField(label="Facture n°", max_length=40)
    on = day("Déduite le", initial=timezone.localdate)


class ServiceForm(ActForm):
    """Who cleans which staircase (or the whole residence), from when."""

    staircase = forms.ModelChoiceField(
        Staircase.objects.none(), label="Escalier", required=False, empty_label="Toute la résidence"
    )
    area = forms.CharField(label="Espace", max_length=60, required=False, help_text="Vide : tout l’escalier.")
    performer = forms.ChoiceField(label="Qui nettoie", choices=CleaningService.Performer, widget=forms.RadioSelect)
    contract = forms.ModelChoiceField(
        Contract.objects.none(), label="Marché", required=False, empty_label="— pour une entreprise —"
    )
    employee = forms.ModelChoiceField(
        User.objects.none(), label="Agent ou gardien", required=False, empty_label="— pour nos équipes —"
    )
    since = day("Depuis le", initial=timezone.localdate)

    def __init__(self, *args, residence, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.residence = residence
        staircase: Any = self.fields["staircase"]
        staircase.queryset = (
            Staircase.objects.visible_to(user).filter(residence=residence).select_related("building")
        )
        staircase.label_from_instance = lambda one: f"{one.building}, {one}"
        contract: Any = self.fields["contract"]
        running = Contract.objects.visible_to(user).on(timezone.localdate()).filter(kind=Contract.Kind.CLEANING)
        contract.queryset = running.covering(residence).select_related("contractor")
        contract.label_from_instance = lambda one: f"{one.contractor} · {one.number}"
        employee: Any = self.fields["employee"]
        employee.queryset = User.objects.active().holding(Role.CARETAKER).filter(agencies=residence.agency_id)

    def clean(self):
        data = super().clean() or {}
        company = data.get("performer") == CleaningService.Performer.COMPANY
        if company and not data.get("contract"):
            self.add_error("contract", "Choisissez le marché de l’entreprise.")
        if not self.errors:
            self.made = self._make(data, company)
            self.made.full_clean(exclude=["unit"])
        return data

    def _make(self, data, company: bool) -> CleaningService:
        staircase, since = data["staircase"], data["since"]
        return CleaningService(
            residence=self.residence, staircase=staircase, building=staircase.building if staircase else None,
            area=data["area"].strip(), performer=data["performer"],
            contract=data["contract"] if company else None, employee=None if company else data["employee"],
            period=DateRange(since, None),
        )  # fmt: skip


class EndForm(ActForm):
    on = day("Ne nettoie plus à partir du", initial=timezone.localdate)
