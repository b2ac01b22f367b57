from django.urls import path

from .views import incidents, round, silence, visits

urlpatterns = [
    path("dossiers/<str:reference>/rendez-vous/", visits.appoint, name="visit_appoint"),
    path("dossiers/<str:reference>/rendez-vous/annulation/", visits.cancel, name="visit_cancel"),
    path("dossiers/<str:reference>/rendez-vous/honore/", visits.keep, name="visit_keep"),
    path("dossiers/<str:reference>/sans-acces/", visits.no_access, name="visit_no_access"),
    path("dossiers/<str:reference>/sans-acces/cloture/", visits.close_without_access, name="visit_close"),
    path("dossiers/<str:reference>/report/", visits.park, name="park"),
    path("dossiers/<str:reference>/report/reprise/", visits.unpark, name="unpark"),
    path("dossiers/<str:reference>/rattachement/", incidents.join, name="join"),
    path("dossiers/<str:reference>/detachement/", incidents.leave, name="leave"),
    path("dossiers/<str:reference>/information/", incidents.inform, name="inform"),
    path("incidents/", incidents.index, name="incidents"),
    path("incidents/export/", incidents.export, name="incidents_export"),
    path("demandes/<int:pk>/incident/", incidents.gather, name="incident_gather"),
    path("demandes/silences/", silence.index, name="silences"),
    path("demandes/silences/export/", silence.export, name="silences_export"),
    path("tournee/", round.index, name="round"),
    path("tournee/<int:pk>/", round.show, name="round_task"),
    path("tournee/<int:pk>/prise/", round.take, name="round_take"),
    path("tournee/<int:pk>/note/", round.note, name="round_note"),
    path("tournee/<int:pk>/personne/", round.no_access, name="round_no_access"),
    path("tournee/<int:pk>/prevue/", round.expect, name="round_expect"),
    path("tournee/<int:pk>/fin/", round.finish, name="round_finish"),
]
