"""Cleanliness; part of the namespace `proximity`."""

from django.urls import path

from .views import cleaning_acts, cleaning_checks, cleaning_grid, cleaning_places, firm_cleaning, penalties

urlpatterns = [
    path("proprete/", cleaning_checks.index, name="cleaning_checks"),
    path("proprete/export/", cleaning_checks.export, name="cleaning_checks_export"),
    path("proprete/lieux/", cleaning_places.index, name="cleaning_places"),
    path("proprete/lieux/export/", cleaning_places.export, name="cleaning_places_export"),
    path("proprete/lieux/<int:service>/controle/", cleaning_checks.start, name="cleaning_start"),
    path("proprete/lieux/<int:pk>/fin/", cleaning_places.end, name="cleaning_service_end"),
    path("proprete/residences/<int:pk>/", cleaning_places.residence, name="cleaning_residence"),
    path("proprete/residences/<int:pk>/apercu/", cleaning_places.panel, name="cleaning_panel"),
    path("proprete/residences/<int:pk>/lieux/", cleaning_places.create, name="cleaning_service_create"),
    path("proprete/grille/", cleaning_grid.show, name="cleaning_grid"),
    path("proprete/grille/nouvelle/", cleaning_grid.create, name="cleaning_grid_create"),
    path("proprete/controles/<int:pk>/", cleaning_checks.show, name="cleaning_check"),
    path("proprete/controles/<int:pk>/zones/<int:zone>/", cleaning_checks.zone, name="cleaning_zone"),
    path("proprete/controles/<int:pk>/cloture/", cleaning_checks.close, name="cleaning_close"),
    path("proprete/controles/<int:pk>/compte-rendu/", cleaning_checks.report, name="cleaning_report"),
    path("proprete/controles/<int:pk>/contestation/", cleaning_acts.contest, name="cleaning_contest"),
    path("proprete/controles/<int:pk>/reponse/", cleaning_acts.reply, name="cleaning_contest_answer"),
    path("proprete/photos/<int:pk>/", cleaning_checks.photo, {"small": False}, name="cleaning_photo"),
    path("proprete/photos/<int:pk>/vignette/", cleaning_checks.photo, {"small": True}, name="cleaning_thumbnail"),
    path("proprete/dossiers/<str:reference>/reprise/", cleaning_acts.redo, name="cleaning_redo"),
    path("proprete/dossiers/<str:reference>/reprise/faite/", cleaning_acts.redone, name="cleaning_redone"),
    path("proprete/dossiers/<str:reference>/penalite/", cleaning_acts.propose, name="cleaning_penalty_propose"),
    path("proprete/dossiers/<str:reference>/refaction/", cleaning_acts.reduce, name="cleaning_reduce"),
    path("proprete/dossiers/<str:reference>/execution/", cleaning_acts.execute, name="cleaning_execute"),
    path("proprete/penalites/", penalties.index, name="cleaning_penalties"),
    path("proprete/penalites/export/", penalties.export, name="cleaning_penalties_export"),
    path("proprete/penalites/<int:pk>/", penalties.show, name="cleaning_penalty"),
    path("proprete/penalites/<int:pk>/<slug:name>/", penalties.move, name="cleaning_penalty_move"),
    path("e/<str:token>/controles/<int:pk>/", firm_cleaning.check, name="firm_check"),
    path("e/<str:token>/reprises/<int:pk>/", firm_cleaning.redo, name="firm_redo"),
    path("e/<str:token>/penalites/<int:pk>/", firm_cleaning.penalty, name="firm_penalty"),
]
