from django.urls import path

from .views import imports, leases, notices, zones

app_name = "leasing"
urlpatterns = [
    path("baux/", leases.index, name="leases"),
    path("baux/export/", leases.export, name="leases_export"),
    path("baux/nouveau/", leases.create, name="lease_create"),
    path("baux/personnes/", leases.person, name="lease_person"),
    path("baux/imports/", imports.index, name="imports"),
    path("baux/imports/modele/", imports.template, name="import_template"),
    path("baux/imports/export/", imports.export, name="import_export"),
    path("baux/imports/<int:pk>/", imports.show, name="import"),
    path("baux/imports/<int:pk>/confirmation/", imports.confirm, name="import_confirm"),
    path("baux/imports/<int:pk>/abandon/", imports.drop, name="import_drop"),
    path("baux/imports/<int:pk>/refus/", imports.rejects, name="import_rejects"),
    path("baux/zones-tendues/", zones.index, name="zones"),
    path("baux/zones-tendues/<int:pk>/fin/", zones.end, name="zone_end"),
    path("baux/<int:pk>/", leases.show, name="lease"),
    path("baux/<int:pk>/modifier/", leases.change, name="lease_change"),
    path("baux/<int:pk>/personnes/", leases.people, name="lease_people"),
    path("baux/<int:pk>/montants/", leases.amount, name="lease_amount"),
    path("baux/<int:pk>/conge/", notices.create, name="notice"),
    path("baux/<int:pk>/conge/calcul/", notices.reckoning, name="notice_reckoning"),
    path("conges/<int:pk>/correction/", notices.correct, name="notice_correct"),
    path("conges/<int:pk>/retrait/", notices.withdraw, name="notice_withdraw"),
    path("conges/<int:pk>/cles/", notices.keys, name="notice_keys"),
]
