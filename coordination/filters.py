"""Filters of « Mon travail » and of the list of cases. Their values live in the URL, in French words."""

import datetime as dt

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from housing.models import Residence
from housing.words import plain_words, starting_with
from teams.models import Agency, Team
from teams.roles import Role

from . import clock
from .models import Case, Priority, Process, Responsibility, Task
from .processes import declared

WHEN = [("retard", "En retard"), ("aujourdhui", "À faire aujourd’hui"), ("semaine", "Sous 7 jours")]
STATE = [("ouverts", "Ouverts"), ("clos", "Clos"), ("tous", "Tous")]
PROMISE = [
    ("depassee", "Dépassée"), ("aujourdhui", "Aujourd’hui"), ("semaine", "Sous 7 jours"), ("sans", "Aucune date"),
]  # fmt: skip
AGE = [("7", "Plus de 7 jours"), ("30", "Plus de 30 jours"), ("90", "Plus de 90 jours")]


def agencies(request):
    return Agency.objects.visible_to(request.user).order_by("name", "pk")


def teams(request):
    return Team.objects.visible_to(request.user).order_by("name", "pk")


def residences(request):
    return Residence.objects.visible_to(request.user)


def steps():
    """Every step, under its process: « request.handling »."""
    return [
        (process.label, [(f"{process.code}.{step.code}", step.label) for step in process.steps])
        for process in declared()
    ]


def by_words(queryset, value: str, case: str = ""):
    """« D-26-000042 », « 42 », words of the subject, or the beginning of a residence's name."""
    digits = value.rpartition("-")[2].strip().removeprefix("D").removeprefix("d")
    if digits.isdecimal() and len(digits) < 10:
        return queryset.filter(**{f"{case}reference__endswith": f"-{int(digits):06}"})
    words = plain_words(value)
    named = starting_with(Residence.objects.all(), "words", words).values("pk")
    titled = Q()
    for word in value.split():
        titled &= Q(**{f"{case}title__unaccent__icontains": word})
    return queryset.filter(titled | Q(**{f"{case}residence__in": named})) if words else queryset


class WorkFilter(filters.FilterSet):
    """Of one's tasks."""

    q = filters.CharFilter(label="Dossier, objet ou résidence", method="search")
    processus = filters.ModelChoiceFilter(
        "process", label="Processus", queryset=Process.objects.all(), empty_label="Tous"
    )
    quand = filters.ChoiceFilter(label="Échéance", choices=WHEN, method="by_time", empty_label="Toutes")
    arrivees = filters.ChoiceFilter(
        label="Arrivées", choices=[("hier", "Depuis hier")], method="by_arrival", empty_label="Toutes"
    )
    pour = filters.ChoiceFilter(
        label="Demandées par", choices=[("collegues", "Mes collègues")], method="by_asker", empty_label="Tous"
    )
    prise = filters.ChoiceFilter(
        label="Prise en charge", choices=[("a-prendre", "À prendre"), ("prises", "Prises")], method="by_taking",
        empty_label="Indifférent",
    )  # fmt: skip

    class Meta:
        model = Task
        fields: list[str] = []

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    @property
    def narrow(self) -> bool:
        """One of the filters kept behind « Plus de filtres » is set."""
        return any(self.form.data.get(name) for name in ("prise", "arrivees", "pour"))

    def search(self, queryset, name, value):
        return by_words(queryset, value, "case__")

    def by_time(self, queryset, name, value):
        now = timezone.now()
        if value == "retard":
            return queryset.late(now)
        days = 1 if value == "aujourdhui" else 7
        return queryset.filter(
            endangered_at__gte=now, endangered_at__lt=clock.starts(clock.day_of(now) + dt.timedelta(days=days))
        )

    def by_arrival(self, queryset, name, value):
        return queryset.arrived_since(timezone.localdate() - clock.DAY)

    def by_asker(self, queryset, name, value):
        return queryset.asked_by_colleagues(self.request.user)

    def by_taking(self, queryset, name, value):
        return queryset.to_take() if value == "a-prendre" else queryset.exclude(acknowledged_at=None)


class CaseFilter(filters.FilterSet):
    """Of all cases of one's perimeter; open ones unless asked otherwise."""

    q = filters.CharFilter(label="Dossier, objet ou résidence", method="search")
    etat = filters.ChoiceFilter(label="État", choices=STATE, method="by_state", empty_label=None)
    processus = filters.ModelChoiceFilter(
        "process", label="Processus", queryset=Process.objects.all(), empty_label="Tous"
    )
    etape = filters.ChoiceFilter(label="Étape en cours", choices=steps, method="by_step", empty_label="Toutes")
    promesse = filters.ChoiceFilter(
        label="Date annoncée", choices=PROMISE, method="by_promise", empty_label="Toutes"
    )
    urgence = filters.ChoiceFilter("priority", label="Urgence", choices=Priority, empty_label="Toutes")
    role = filters.ChoiceFilter(label="Chez", choices=Role, method="by_role", empty_label="Tous les rôles")
    equipe = filters.ModelChoiceFilter(label="Équipe", queryset=teams, method="by_team", empty_label="Toutes")
    age = filters.ChoiceFilter(label="Ouvert depuis", choices=AGE, method="by_age", empty_label="Indifférent")
    agence = filters.ModelChoiceFilter("agency", label="Agence", queryset=agencies, empty_label="Toutes")
    residence = filters.ModelChoiceFilter("residence", queryset=residences, widget=forms.HiddenInput)
    retard = filters.ChoiceFilter(choices=[("oui", "En retard")], method="by_lateness", widget=forms.HiddenInput)
    regle = filters.ModelChoiceFilter(
        queryset=Responsibility.objects.select_related("matrix"), method="by_rule", widget=forms.HiddenInput
    )
    depuis = filters.DateFilter(method="as_it_is", widget=forms.HiddenInput)
    corrigee = filters.ChoiceFilter(choices=[("oui", "Corrigée")], method="as_it_is", widget=forms.HiddenInput)

    class Meta:
        model = Case
        fields: list[str] = []

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    @property
    def narrow(self) -> bool:
        """One of the filters kept behind « Plus de filtres » is set."""
        return any(self.form.data.get(name) for name in ("role", "equipe", "age", "agence", "residence"))

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("etat") else found.open()

    def search(self, queryset, name, value):
        return by_words(queryset, value)

    def by_state(self, queryset, name, value):
        return {"ouverts": queryset.open, "clos": queryset.closed, "tous": queryset.all}[value]()

    def by_step(self, queryset, name, value):
        process, _, step = value.partition(".")
        return _at(queryset.filter(process=process), step=step)

    def by_lateness(self, queryset, name, value):
        """Late at the step that is asked for, if one is."""
        step = (self.form.cleaned_data.get("etape") or "").rpartition(".")[2]
        return _at(queryset, endangered_at__lt=timezone.now(), **({"step": step} if step else {}))

    def by_rule(self, queryset, name, value):
        """Cases of which this rule gave a task, since `depuis`; with `corrigee`, to the wrong team."""
        asked = self.form.cleaned_data
        tasks = Task.objects.given_by_rules(asked.get("depuis")).filter(rule=value)
        if asked.get("corrigee"):
            tasks = tasks.corrected()
        return queryset.filter(Exists(tasks.filter(case=OuterRef("pk"))))

    def as_it_is(self, queryset, name, value):
        """Said to another filter."""
        return queryset

    def by_role(self, queryset, name, value):
        return _at(queryset, role=value)

    def by_team(self, queryset, name, value):
        return _at(queryset, team=value)

    def by_promise(self, queryset, name, value):
        today = timezone.localdate()
        if value == "depassee":
            return queryset.promise_passed(today)
        if value == "sans":
            return queryset.without_promise()
        last = today if value == "aujourdhui" else today + 6 * clock.DAY
        return queryset.open().filter(promised_on__gte=today, promised_on__lte=last)

    def by_age(self, queryset, name, value):
        return queryset.filter(opened_at__lt=timezone.now() - dt.timedelta(days=int(value)))


def _at(cases, **task):
    """Cases of which an open task is this."""
    return cases.filter(Exists(Task.objects.open().filter(case=OuterRef("pk"), **task)))
