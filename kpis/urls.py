from django.urls import path

from .views import charters, commitments, dashboard, files, maps, targets

app_name = "kpis"
urlpatterns = [
    path("indicateurs/", dashboard.index, name="dashboard"),
    path("indicateurs/export/", dashboard.export, name="dashboard_export"),
    path("indicateurs/pdf/", maps.sheet, name="dashboard_pdf"),
    path("indicateurs/definitions/", dashboard.definitions, name="definitions"),
    path("engagements/", charters.index, name="charters"),
    path("engagements/nouvelle/", charters.create, name="charter_create"),
    path("engagements/<int:pk>/", charters.show, name="charter"),
    path("engagements/<int:pk>/modifier/", charters.change, name="charter_change"),
    path("engagements/<int:pk>/engagement/", charters.commitment_create, name="commitment_create"),
    path("engagements/<int:pk>/publier/", charters.publish, name="charter_publish"),
    path("engagements/publication/<int:pk>/retirer/", charters.withdraw, name="charter_withdraw"),
    path("engagements/publies/<int:pk>/", charters.public, name="charter_public"),
    path("engagements/engagement/<int:pk>/", commitments.change, name="commitment_change"),
    path("engagements/engagement/<int:pk>/supprimer/", commitments.delete, name="commitment_delete"),
    path("engagements/engagement/<int:pk>/resultat/", commitments.read, name="commitment_read"),
    path("engagements/engagement/<int:pk>/preuve/", commitments.prove, name="commitment_prove"),
    path("engagements/preuve/<int:pk>/", commitments.proof, name="proof"),
    path("engagements/preuve/<int:pk>/supprimer/", commitments.proof_delete, name="proof_delete"),
    path("indicateurs/cibles/", targets.index, name="targets"),
    path("indicateurs/cibles/export/", targets.export, name="targets_export"),
    path("indicateurs/<slug:code>/", dashboard.show, name="measure"),
    path("indicateurs/<slug:code>/dossiers/", files.index, name="files"),
    path("indicateurs/<slug:code>/dossiers/export/", files.export, name="files_export"),
    path("indicateurs/<slug:code>/carte/", maps.show, name="map"),
    path("indicateurs/<slug:code>/carte/points.geojson", maps.points, name="map_points"),
    path("indicateurs/<slug:code>/cible/<slug:place>/", targets.show, name="target"),
    path("indicateurs/<slug:code>/cible/<slug:place>/nouvelle/", targets.create, name="target_create"),
    path("indicateurs/<slug:code>/cible/<slug:place>/<int:pk>/verifier/", targets.verify, name="target_verify"),
    path("indicateurs/<slug:code>/cible/<slug:place>/<int:pk>/retirer/", targets.withdraw, name="target_withdraw"),
]
