"""Pages of tenants, and what the staff does with their addresses and posters."""

from django.urls import path

from .views import posters, tenant, tenant_acts, tenant_links, tenant_poster

urlpatterns = [
    path("s/langue", tenant.language, name="tenant_language"),
    path("s/<str:token>", tenant.show, name="tenant"),
    path("s/<str:token>/ouverture", tenant.opened, name="tenant_opened"),
    path("s/<str:token>/identite", tenant.identify, name="tenant_identify"),
    path("s/<str:token>/photos/<int:pk>", tenant.photo, name="tenant_photo"),
    path("s/<str:token>/nouveau-lien", tenant.new_link, name="tenant_new_link"),
    path("s/<str:token>/message", tenant_acts.write, name="tenant_write"),
    path("s/<str:token>/disponibilites", tenant_acts.availability, name="tenant_availability"),
    path("s/<str:token>/regle", tenant_acts.solved, name="tenant_solved"),
    path("s/<str:token>/pas-regle", tenant_acts.not_solved, name="tenant_not_solved"),
    path("s/<str:token>/contestation", tenant_acts.contest, name="tenant_contest"),
    path("s/<str:token>/avis", tenant_acts.rate, name="tenant_rate"),
    path("q/<str:token>", tenant_poster.report, name="report"),
    path("demandes/<int:pk>/lien/", tenant_links.renew, name="link_renew"),
    path("liens/<int:pk>/revocation/", tenant_links.revoke, name="link_revoke"),
    path("affiches/", posters.index, name="posters"),
    path("affiches/export/", posters.export, name="posters_export"),
    path("residences/<int:pk>/affiches/", posters.create, name="poster_create"),
    path("affiches/<int:pk>/pdf/", posters.printable, name="poster_pdf"),
    path("affiches/<int:pk>/retrait/", posters.revoke, name="poster_revoke"),
]
