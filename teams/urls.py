from django.urls import path

from .views import account, demo, person, places, users, wording

app_name = "teams"
urlpatterns = [
    path("mon-compte/", account.show, name="account"),
    path("mon-compte/session/", account.stay, name="session"),
    path("ecriture/", wording.check, name="wording"),
    path("demo/entrer/", demo.enter, name="demo"),
    path("equipe/", users.home, name="home"),
    path("equipe/utilisateurs/", users.index, name="users"),
    path("equipe/utilisateurs/excel/", users.sheet, name="users_sheet"),
    path("equipe/utilisateurs/inviter/", users.invite, name="invite"),
    path("equipe/utilisateurs/<int:pk>/", person.show, name="user"),
    path("equipe/utilisateurs/<int:pk>/modifier/", person.edit, name="user_edit"),
    path("equipe/utilisateurs/<int:pk>/invitation/", person.invitation, name="user_invitation"),
    path("equipe/utilisateurs/<int:pk>/desactivation/", person.deactivate, name="user_deactivate"),
    path("equipe/utilisateurs/<int:pk>/reactivation/", person.reactivate, name="user_reactivate"),
    path(
        "equipe/utilisateurs/<int:pk>/double-authentification/",
        person.forget_second_factors,
        name="user_second_factors",
    ),
    path("equipe/agences/", places.agencies, name="agencies"),
    path("equipe/agences/excel/", places.agencies_sheet, name="agencies_sheet"),
    path("equipe/agences/ajouter/", places.add_agency, name="agency_add"),
    path("equipe/agences/<int:pk>/", places.edit_agency, name="agency"),
    path("equipe/agences/<int:pk>/suppression/", places.delete_agency, name="agency_delete"),
    path("equipe/equipes/", places.teams, name="teams"),
    path("equipe/equipes/excel/", places.teams_sheet, name="teams_sheet"),
    path("equipe/equipes/ajouter/", places.add_team, name="team_add"),
    path("equipe/equipes/<int:pk>/", places.edit_team, name="team"),
    path("equipe/equipes/<int:pk>/suppression/", places.delete_team, name="team_delete"),
]
