from django.urls import path
from django.views.generic import RedirectView

from .views import agenda, case, cases, delays, drafts, matrix, parameters, photos, processes, tasks, work

app_name = "coordination"


def _dated(place: str, name: str, show, create, verify, withdraw) -> list:
    """The page of a dated value, and what one may do with it."""
    return [
        path(place, show, name=name),
        path(f"{place}nouvelle-valeur/", create, name=f"{name}_create"),
        path(f"{place}<int:pk>/verification/", verify, name=f"{name}_verify"),
        path(f"{place}<int:pk>/retrait/", withdraw, name=f"{name}_withdraw"),
    ]


urlpatterns = [
    path("travail/", work.index, name="work"),
    path("travail/export/", work.export, name="work_export"),
    path("mon-calendrier/", agenda.show, name="agenda"),
    path("mon-calendrier/lien/", agenda.create, name="agenda_link"),
    path("mon-calendrier/revocation/", agenda.revoke, name="agenda_revoke"),
    path("calendrier/<str:token>.ics", agenda.feed, name="agenda_feed"),
    path("taches/<int:pk>/prise-en-charge/", tasks.acknowledge, name="task_acknowledge"),
    path("taches/<int:pk>/fin/", tasks.finish, name="task_finish"),
    path("taches/<int:pk>/transmission/", tasks.hand_over, name="task_hand_over"),
    path("taches/<int:pk>/attente/", tasks.pause, name="task_pause"),
    path("taches/<int:pk>/reprise/", tasks.resume, name="task_resume"),
    path("dossiers/", cases.index, name="cases"),
    path("dossiers/export/", cases.export, name="cases_export"),
    path("dossiers/transmission/", cases.hand_over, name="cases_hand_over"),
    path("dossiers/<str:reference>/", case.show, name="case"),
    path("dossiers/<str:reference>/journal/", case.note, name="case_note"),
    path("dossiers/<str:reference>/date-annoncee/", case.promise, name="case_promise"),
    path("dossiers/<str:reference>/urgence/", case.priority, name="case_priority"),
    path("dossiers/<str:reference>/demande/", case.ask, name="case_ask"),
    path("dossiers/<str:reference>/cloture/", case.close, name="case_close"),
    path("dossiers/<str:reference>/reouverture/", case.reopen, name="case_reopen"),
    path("photos/<int:pk>/", photos.show, name="photo"),
    path("photos/<int:pk>/vignette/", photos.thumbnail, name="photo_thumbnail"),
    path("organisation/", RedirectView.as_view(pattern_name="coordination:matrix"), name="organisation"),
    path("organisation/matrice/", matrix.show, name="matrix"),
    path("organisation/matrice/export/", matrix.export, name="matrix_export"),
    path("organisation/matrice/versions/", matrix.versions, name="matrix_versions"),
    path("organisation/matrice/corrections/", matrix.corrections, name="corrections"),
    path("organisation/matrice/corrections/export/", matrix.corrections_export, name="corrections_export"),
    path("organisation/matrice/<int:pk>/nouvelle-version/", drafts.create, name="matrix_draft_create"),
    path("organisation/matrice/<int:pk>/brouillon/", drafts.show, name="matrix_draft"),
    path("organisation/matrice/<int:pk>/abandon/", drafts.drop, name="matrix_draft_drop"),
    path("organisation/matrice/<int:pk>/completer/", drafts.complete, name="matrix_complete"),
    path("organisation/matrice/<int:pk>/simulation/", drafts.simulation, name="matrix_simulation"),
    path("organisation/matrice/<int:pk>/publication/", drafts.publish, name="matrix_publish"),
    path("organisation/matrice/<int:pk>/regles/nouvelle/", drafts.rule_create, name="rule_create"),
    path("organisation/regles/<int:pk>/", drafts.rule_change, name="rule_change"),
    path("organisation/regles/<int:pk>/suppression/", drafts.rule_delete, name="rule_delete"),
    path("organisation/processus/", processes.show, name="processes"),
    path("organisation/processus/export/", processes.export, name="processes_export"),
    path("organisation/delais/", delays.index, name="delays"),
    path("organisation/delais/export/", delays.export, name="delays_export"),
    *_dated("organisation/delais/<str:code>/<int:priority>/", "level", delays.level, delays.level_create,
            delays.level_verify, delays.level_withdraw),
    *_dated("organisation/horaires/<int:agency>/", "hours", delays.hours, delays.hours_create,
            delays.hours_verify, delays.hours_withdraw),
    path("organisation/parametres/", parameters.index, name="parameters"),
    path("organisation/parametres/export/", parameters.export, name="parameters_export"),
    *_dated("organisation/parametres/<str:code>/", "parameter", parameters.show, parameters.create,
            parameters.verify, parameters.withdraw),
]  # fmt: skip
