"""One form per act on a case or a task. Each bears the key that makes what is sent twice one act."""

import uuid

from django import forms
from django.db.models import Q
from django.utils import timezone

from teams.free_text import FreeText
from teams.models import Team, User
from teams.roles import Role

from .models import Entry, Priority
from .photo_fields import PhotosField
from .processes import process_steps, suites


class ActForm(forms.Form):
    """`key` is drawn when the form is first shown."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4()
        self.order_fields([name for name in self.fields if name != "key"])


def words(label: str, *, required=True, rows=3, most=1000, help_text="") -> FreeText:
    return FreeText(label=label, required=required, rows=rows, max_length=most, help_text=help_text)


class VisibilityField(forms.BooleanField):
    """A box to tick; cleaned to an `Entry.Visibility`."""

    def __init__(self, label="Visible du locataire", **kwargs):
        super().__init__(label=label, required=False, **kwargs)

    def clean(self, value):
        return Entry.Visibility.TENANT if super().clean(value) else Entry.Visibility.INTERNAL


class FactsForm(ActForm):
    """Asks too what the case does not know yet and the owner of a following step may depend on."""

    def ask_facts(self, case, steps=None) -> None:
        declared = process_steps(case.process_id).steps
        wanted = [fact for step in declared if steps is None or step.code in steps for fact in step.facts]
        for fact in wanted:
            if fact.code not in case.facts:
                label, known = f"Préciser : {fact.label}", [("", "— si l’étape en dépend —"), *fact.values]
                self.fields[f"fact_{fact.code}"] = (
                    forms.DecimalField(label=f"{label} (€)", required=False, min_value=0)
                    if fact.is_amount
                    else forms.ChoiceField(label=label, required=False, choices=known)
                )

    @property
    def facts(self) -> dict[str, str]:
        data = self.cleaned_data
        return {
            name.removeprefix("fact_"): str(data[name])
            for name in data
            if name.startswith("fact_") and data[name] not in ("", None)
        }


class FinishForm(FactsForm):
    """How the task ends: an outcome its step declares, else what comes next."""

    outcome = forms.ChoiceField(label="Résultat", widget=forms.RadioSelect)
    text = words("Compte rendu", required=False)
    visibility = VisibilityField()

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, **kwargs)
        self.task, outcomes = task, task.declared.outcomes
        self.asking = {one.code: one.label for one in outcomes if one.asks}
        field = self.fields["outcome"]
        if outcomes:
            field.choices = [(one.code, one.label) for one in outcomes]
        else:
            field.label = "Et ensuite"
            field.choices = suites(task.process_id, task.step)
        if not outcomes and task.case.tasks.open().exclude(pk=task.pk).exists():
            field.choices = [("done:", "Rien de plus : d’autres tâches continuent"), *field.choices]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]
        self.ask_facts(task.case, {step for one in outcomes for step in one.next} if outcomes else None)

    def clean(self):
        data = super().clean() or {}
        if data.get("outcome") in self.asking and not data.get("text", "").strip():
            self.add_error("text", f"« {self.asking[data['outcome']]} » : dites-en plus.")
        return data

    def do(self, by):
        data = self.cleaned_data
        said = {
            "text": data["text"], "visibility": data["visibility"], "facts": self.facts, "by": by,
            "key": data["key"],
        }  # fmt: skip
        if self.task.declared.outcomes:
            return self.task.answer(data["outcome"], **said)
        act, _, code = data["outcome"].partition(":")
        following = {"next": code} if act == "next" else {"close": code} if act == "close" else {}
        return self.task.finish("done", **following, **said)


def recipients(agencies: set[int]) -> list:
    """Teams and people who may get tasks of all these agencies, as choices: « team:3 », « user:12 »."""
    teams = Team.objects.filter(Q(agency=None) | Q(agency__in=agencies if len(agencies) == 1 else []))
    reach = Q(all_agencies=True)
    if len(agencies) == 1:
        reach |= Q(agencies__in=agencies)
    people = User.objects.active().filter(reach).exclude(roles=[Role.ADMIN]).distinct()
    return [
        ("", "— choisir —"),
        ("Équipes", [(f"team:{one.pk}", one.name) for one in teams.order_by("name", "pk")]),
        ("Personnes", [(f"user:{one.pk}", f"{one} ({', '.join(one.role_labels)})") for one in people]),
    ]


def recipient(value: str):
    """The team or person of a choice."""
    kind, _, pk = value.partition(":")
    return (Team if kind == "team" else User).objects.get(pk=pk)


class HandOverForm(ActForm):
    """To whom one task or several go, and why. Only who may get them all is named."""

    to = forms.ChoiceField(label="À")
    why = words("Pourquoi", help_text="Vos collègues liront ce mot.", most=300)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = recipients(agencies)

    def clean_to(self):
        return recipient(self.cleaned_data["to"])


class NoteForm(ActForm):
    text = words("Note", required=False)
    photos = PhotosField(label="Photos")
    visibility = VisibilityField()

    def clean(self):
        data = super().clean() or {}
        if not data.get("text", "").strip() and not data.get("photos") and not self.errors:
            self.add_error("text", "Écrivez une note, ou ajoutez une photo.")
        return data


class PromiseForm(ActForm):
    """The first date needs no cause; a change needs one, and the service it comes from."""

    on = forms.DateField(label="Date annoncée au locataire", widget=forms.DateInput(attrs={"type": "date"}))
    cause = forms.CharField(label="Cause du changement", max_length=200)
    service = forms.ChoiceField(label="Service à l’origine")

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].widget.attrs["min"] = timezone.localdate().isoformat()
        self.fields["service"].choices = [("", "— choisir —"), *Team.Service.choices]
        if case.promised_on is None:
            del self.fields["cause"], self.fields["service"]


class PriorityForm(ActForm):
    priority = forms.TypedChoiceField(label="Urgence", coerce=int, choices=Priority, widget=forms.RadioSelect)
    why = words("Pourquoi", most=300, rows=2)


class AskForm(FactsForm):
    """One more task beside those there are."""

    step = forms.ChoiceField(label="Étape")
    text = words("Ce qu’il y a à faire", most=500)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(one.code, one.label) for one in process_steps(case.process_id).steps]
        self.ask_facts(case)


class CloseForm(ActForm):
    outcome = forms.ChoiceField(label="Issue", widget=forms.RadioSelect)
    text = words("En deux mots", required=False, rows=2)
    visibility = VisibilityField()

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = process_steps(case.process_id).closings


class ReopenForm(FactsForm):
    step = forms.ChoiceField(label="Reprendre à l’étape")
    why = words("Pourquoi", most=500)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        field.choices = [(one.code, one.label) for one in process_steps(case.process_id).steps]
        field.initial = case.tasks.latest("opened_at", "pk").step
        self.ask_facts(case)


class PauseForm(ActForm):
    text = words("Ce que nous attendons du locataire", most=300, rows=2)
    visibility = VisibilityField(initial=True)
