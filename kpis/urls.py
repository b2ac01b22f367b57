from django.urls import path

from .views import alerts, comparison, dashboard, digest, files

app_name = "kpis"
urlpatterns = [
    path("indicateurs/", dashboard.index, name="dashboard"),
    path("indicateurs/export/", dashboard.export, name="dashboard_export"),
    path("indicateurs/definitions/", dashboard.definitions, name="definitions"),
    path("indicateurs/alertes/", alerts.index, name="alerts"),
    path("indicateurs/alertes/export/", alerts.export, name="alerts_export"),
    path("indicateurs/alertes/<int:pk>/", alerts.show, name="alert"),
    path("indicateurs/alertes/<int:pk>/action/", alerts.act, name="alert_act"),
    path("indicateurs/lettre/", digest.choose, name="digest"),
    path("indicateurs/lettre/arret/<str:token>/", digest.unsubscribe, name="unsubscribe"),
    path("indicateurs/<slug:code>/", dashboard.show, name="measure"),
    path("indicateurs/<slug:code>/comparaison/", comparison.index, name="comparison"),
    path("indicateurs/<slug:code>/comparaison/export/", comparison.export, name="comparison_export"),
    path("indicateurs/<slug:code>/dossiers/", files.index, name="files"),
    path("indicateurs/<slug:code>/dossiers/export/", files.export, name="files_export"),
]
