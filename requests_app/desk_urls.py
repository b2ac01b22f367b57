"""The desk: recording requests, reading their list, keeping the nomenclature."""

from django.urls import path

from .views import capture, nomenclature, requalify, requests

urlpatterns = [
    path("demandes/", requests.index, name="requests"),
    path("demandes/export/", requests.export, name="requests_export"),
    path("demandes/nouvelle/", capture.create, name="new"),
    path("demandes/nouvelle/recherche/", capture.find, name="new_find"),
    path("demandes/nouvelle/apercu/", capture.look, name="new_look"),
    path("demandes/<int:pk>/qualification/", requalify.change, name="requalify"),
    path("demandes/reglages/categories/", nomenclature.categories, name="categories"),
    path("demandes/reglages/categories/export/", nomenclature.categories_export, name="categories_export"),
    path("demandes/reglages/categories/nouvelle/", nomenclature.category_create, name="category_create"),
    path("demandes/reglages/categories/<int:pk>/", nomenclature.category, name="category"),
    path("demandes/reglages/categories/<int:pk>/signes/nouveau/", nomenclature.sign_create, name="sign_create"),
    path("demandes/reglages/signes/<int:pk>/", nomenclature.sign, name="sign"),
    path("demandes/reglages/reparations/", nomenclature.repairs, name="repairs"),
    path("demandes/reglages/reparations/export/", nomenclature.repairs_export, name="repairs_export"),
    path("demandes/reglages/reparations/<int:pk>/", nomenclature.repair, name="repair"),
    path(
        "demandes/reglages/reparations/<int:pk>/contrats/nouveau/", nomenclature.cover_create, name="cover_create"
    ),
    path("demandes/reglages/contrats/<int:pk>/fin/", nomenclature.cover_end, name="cover_end"),
]
