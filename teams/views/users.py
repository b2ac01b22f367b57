from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel

from ..filters import UserFilter
from ..forms import PersonForm
from ..guards import require_role
from ..models import User
from ..roles import Role
from .sending import invite_by_mail

COLUMNS = {
    "nom": ["last_name", "first_name"],
    "email": ["email"],
    "connexion": ["last_login"],
    "etat": ["is_active", "last_login"],
}
SHEET = [
    ("Nom", 24), ("Prénom", 18), ("E-mail", 34), ("Rôles", 40), ("Agences", 40), ("Équipes", 40), ("État", 12),
    ("Dernière connexion", 20), ("Créé le", 20),
]  # fmt: skip


def _found(request):
    people = User.objects.visible_to(request.user).prefetch_related("agencies", "teams")
    found = UserFilter(request.GET, people)
    sorting = Sorting.read(request, COLUMNS, default="nom")
    return found, sorting, sorting.apply(found.qs)


@require_role(Role.ADMIN)
@require_safe
def home(request):
    return redirect("teams:users")


@require_role(Role.ADMIN)
@require_safe
def index(request):
    found, sorting, people = _found(request)
    context = {"filter": found, "sorting": sorting, "page": paginate(people, request)}
    return render(request, partial(request, "teams/users.html", "rows"), context)


@require_role(Role.ADMIN)
@require_safe
def sheet(request):
    return excel("Utilisateurs", SHEET, (_row(person) for person in _found(request)[2].iterator(chunk_size=500)))


def _row(person):
    agencies = "Toutes" if person.all_agencies else ", ".join(str(agency) for agency in person.agencies.all())
    teams = ", ".join(str(team) for team in person.teams.all())
    return (
        person.last_name, person.first_name, person.email, ", ".join(person.role_labels), agencies, teams,
        person.state_label, person.last_login, person.date_joined,
    )  # fmt: skip


@require_role(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = User.objects.invite(**form.cleaned_data)
        if invite_by_mail(request, person):
            messages.success(request, f"Invitation envoyée à {person.email}.")
        return redirect("teams:user", person.pk)
    return render(request, "teams/invite.html", {"form": form}, status=422 if request.method == "POST" else 200)
