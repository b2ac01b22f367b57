"""Forms of visits, of waiting for works, of incidents, of the round; each bears its key (`ActForm`)."""

import datetime as dt

from django import forms
from django.utils import timezone

from coordination.clock import PARIS
from coordination.forms import ActForm, words
from coordination.models import Priority
from teams.free_text import FreeText

from . import parking, visits

HOURS = range(7, 20)
ALL_HOURS = range(0, 23)


def day_field(label: str, **kwargs) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": timezone.localdate().isoformat()})
    return forms.DateField(label=label, widget=widget, **kwargs)


class AppointForm(ActForm):
    """A day and a slot of the usual length; an emergency may be visited at night."""

    def __init__(self, *args, case, standing=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"] = day_field("Jour")
        choices = [("", "— choisir —"), *self.slots(case)]
        self.fields["hour"] = forms.ChoiceField(label="Créneau", choices=choices)
        if standing:
            start = timezone.localtime(standing.starts_at)
            self.initial |= {"day": start.date(), "hour": str(start.hour)}

    @staticmethod
    def slots(case) -> list[tuple[str, str]]:
        lasts = int(visits.slot().total_seconds() // 3600)
        hours = ALL_HOURS if case.priority == Priority.EMERGENCY else HOURS
        return [(str(hour), f"{hour} h – {(hour + lasts) % 24} h") for hour in hours]

    @property
    def starts_at(self) -> dt.datetime:
        data = self.cleaned_data
        return dt.datetime.combine(data["day"], dt.time(int(data["hour"])), PARIS)


class WhyForm(ActForm):
    """A reason, in words. `told`: the tenant reads them."""

    text = words("Pourquoi", most=300, rows=2)

    def __init__(self, *args, label="Pourquoi", told=False, required=True, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label, field.required = label, required
        field.help_text = "Le locataire lira ces mots." if told else ""


class ParkForm(ActForm):
    """Which planned works the request waits for; an urgent one only with a reason."""

    work = forms.ChoiceField(label="Travaux du plan", widget=forms.RadioSelect)
    reason = words("Pourquoi elle peut attendre", required=False, most=300, rows=2,
                   help_text="Le locataire lira ces mots.")  # fmt: skip

    def __init__(self, *args, request, works, **kwargs):
        super().__init__(*args, **kwargs)
        self.works = {str(work.pk): work for work in parking.candidates(request, works)}
        kind = request.category.kind_id
        self.fields["work"].choices = [(pk, self._label(work, kind)) for pk, work in self.works.items()]
        if len(self.works) == 1:
            self.fields["work"].initial = next(iter(self.works))
        self.fields["reason"].required = request.case.priority in parking.SAFETY

    @staticmethod
    def _label(work, kind) -> str:
        on_kind = " · même composant" if kind and work.kind_id == kind else ""
        when = f"{work.quarter_label} {work.year}".strip()
        return f"{work.title}, {when} ({work.reference}, {work.get_state_display().lower()}){on_kind}"

    @property
    def chosen(self):
        return self.works[self.cleaned_data["work"]]


class GatherForm(ActForm):
    """Which of the requests that look alike become one incident."""

    requests = forms.MultipleChoiceField(label="Demandes", widget=forms.CheckboxSelectMultiple)
    text = words("Ce que l’on sait", required=False, most=500, rows=2)

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in group.requests}
        field = self.fields["requests"]
        field.choices = [
            (pk, f"{one.case.reference} · {one.contact or 'sans demandeur'} · {one.case.where}")
            for pk, one in self.known.items()
        ]
        field.initial = list(self.known)

    @property
    def chosen(self) -> list:
        return [self.known[pk] for pk in self.cleaned_data["requests"]]


class JoinForm(ActForm):
    incident = forms.ChoiceField(label="Incident", widget=forms.RadioSelect)

    def __init__(self, *args, incidents, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in incidents}
        field = self.fields["incident"]
        field.choices = [
            (pk, f"{one.case.title}, {one.case.where} ({one.case.reference})") for pk, one in self.known.items()
        ]
        if len(self.known) == 1:
            field.initial = next(iter(self.known))

    @property
    def chosen(self):
        return self.known[self.cleaned_data["incident"]]


class InformForm(ActForm):
    """One text to many: its words, and the number of people who were told to whoever decides."""

    text = FreeText(label="Texte", max_length=480, rows=3,
                    help_text="Ni nom, ni reproche : ce qui se passe, où, jusqu’à quand.")  # fmt: skip
    count = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(error_messages={"required": "Cochez pour confirmer l’envoi."})

    def __init__(self, *args, audience, before, cost, **kwargs):
        super().__init__(*args, **kwargs)
        self.audience = audience
        people = f"{audience.count} personne{'s' if audience.count > 1 else ''}"
        self.fields["count"].initial = audience.count
        self.fields["sure"].label = f"J’envoie ce texte à {people}."
        self.fields["text"].widget.attrs |= {
            "data-segments": "", "data-segments-before": before, "data-segments-times": len(audience.sms),
            "data-segments-cost": f"{cost}",
        }  # fmt: skip

    def clean(self):
        """Whoever confirmed another number confirms again."""
        data = super().clean() or {}
        if "count" in data and data["count"] != self.audience.count:
            self.add_error(None, f"Le nombre de destinataires a changé : {self.audience.count}. Confirmez encore.")
            self.data = self.data.copy()
            self.data["count"] = str(self.audience.count)
            self.data.pop("sure", None)
        return data


class EmptyForm(ActForm):
    """« Je m’en occupe »: nothing to say, sent once."""


class ExpectForm(ActForm):
    """On which day; with a slot it is an appointment, and the tenant is told."""

    def __init__(self, *args, case, with_slot: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"] = day_field("Jour")
        if with_slot:
            slots = AppointForm.slots(case)
            self.fields["hour"] = forms.ChoiceField(
                label="Rendez-vous avec le locataire", required=False,
                choices=[("", "Sans rendez-vous : le locataire n’est pas prévenu"), *slots],
            )  # fmt: skip

    @property
    def starts_at(self) -> dt.datetime | None:
        data = self.cleaned_data
        if not data.get("hour"):
            return None
        return dt.datetime.combine(data["day"], dt.time(int(data["hour"])), PARIS)
