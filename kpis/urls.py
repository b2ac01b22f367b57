from django.urls import path

from .views import dashboard, files

app_name = "kpis"
urlpatterns = [
    path("indicateurs/", dashboard.index, name="dashboard"),
    path("indicateurs/export/", dashboard.export, name="dashboard_export"),
    path("indicateurs/definitions/", dashboard.definitions, name="definitions"),
    path("indicateurs/<slug:code>/", dashboard.show, name="measure"),
    path("indicateurs/<slug:code>/dossiers/", files.index, name="files"),
    path("indicateurs/<slug:code>/dossiers/export/", files.export, name="files_export"),
]
