from django.urls import path

from .views import dashboard, files, targets

app_name = "kpis"
urlpatterns = [
    path("indicateurs/", dashboard.index, name="dashboard"),
    path("indicateurs/export/", dashboard.export, name="dashboard_export"),
    path("indicateurs/definitions/", dashboard.definitions, name="definitions"),
    path("indicateurs/cibles/", targets.index, name="targets"),
    path("indicateurs/cibles/export/", targets.export, name="targets_export"),
    path("indicateurs/<slug:code>/", dashboard.show, name="measure"),
    path("indicateurs/<slug:code>/dossiers/", files.index, name="files"),
    path("indicateurs/<slug:code>/dossiers/export/", files.export, name="files_export"),
    path("indicateurs/<slug:code>/cible/<slug:place>/", targets.show, name="target"),
    path("indicateurs/<slug:code>/cible/<slug:place>/nouvelle/", targets.create, name="target_create"),
    path("indicateurs/<slug:code>/cible/<slug:place>/<int:pk>/verifier/", targets.verify, name="target_verify"),
    path("indicateurs/<slug:code>/cible/<slug:place>/<int:pk>/retirer/", targets.withdraw, name="target_withdraw"),
]
