"""The asset plan, the lifetimes of components and the quality of data: part of the `housing` namespace."""

from django.urls import path

from .views import lifetimes, plan, plan_sheets, planned_work, quality

urlpatterns = [
    path("plan/", plan.index, name="plan"),
    path("plan/liste/", plan.works, name="planned_works"),
    path("plan/excel/", plan.export, name="plan_export"),
    path("plan/nouveau/", planned_work.choose, name="planned_work_choose"),
    path("plan/nouveau/<int:pk>/", planned_work.create, name="planned_work_create"),
    path("plan/<int:pk>/", planned_work.show, name="planned_work"),
    path("plan/<int:pk>/modifier/", planned_work.change, name="planned_work_change"),
    path("plan/<int:pk>/etat/", planned_work.state, name="planned_work_state"),
    path("plan/import/", plan_sheets.create, name="plan_upload"),
    path("plan/import/modele/", plan_sheets.template, name="plan_template"),
    path("plan/import/<int:pk>/", plan_sheets.show, name="plan_sheet"),
    path("plan/import/<int:pk>/appliquer/", plan_sheets.confirm, name="plan_sheet_confirm"),
    path("plan/import/<int:pk>/erreurs/", plan_sheets.errors, name="plan_sheet_errors"),
    path("composants/", lifetimes.index, name="kinds"),
    path("composants/excel/", lifetimes.export, name="kinds_export"),
    path("composants/<int:pk>/", lifetimes.show, name="kind"),
    path("composants/<int:pk>/duree/", lifetimes.create, name="lifetime_create"),
    path("qualite/", quality.index, name="quality"),
    path("qualite/excel/", quality.export, name="quality_export"),
    path("qualite/<int:pk>/", quality.show, name="residence_quality"),
    path("qualite/<int:pk>/excel/", quality.export_gaps, name="residence_quality_export"),
    path("qualite/ages/", quality.ages, name="quality_ages"),
    path("qualite/ages/<str:key>/", quality.create_age, name="quality_age_create"),
]
