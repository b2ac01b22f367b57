from django.urls import path

from .views import need_answers, needs, plan_budget, plan_orders

urlpatterns = [
    path("besoins/", needs.index, name="needs"),
    path("besoins/export/", needs.export, name="needs_export"),
    path("besoins/budget/", plan_budget.show, name="plan_budget"),
    path("besoins/budget/enregistrer/", plan_budget.save, name="plan_budget_save"),
    path("besoins/<int:pk>/programmer/", need_answers.plan, name="need_plan"),
    path("besoins/<int:pk>/etudier/", need_answers.study, name="need_study"),
    path("besoins/<int:pk>/regrouper/", need_answers.merge, name="need_merge"),
    path("besoins/<int:pk>/refuser/", need_answers.refuse, name="need_refuse"),
    path("besoins/<int:pk>/complement/", need_answers.ask_more, name="need_ask_more"),
    path("besoins/<int:pk>/estimer/", need_answers.estimate, name="need_estimate"),
    path("dossiers/<str:reference>/rattacher/<int:pk>/", plan_orders.attach, name="plan_attach"),
    path("residences/<int:pk>/signaler-un-besoin/", needs.report, name="need_report"),
]
