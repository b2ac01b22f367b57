from django.urls import path

from .views import board, candidates, leases, notices, vacancies

app_name = "leasing"
urlpatterns = [
    path("baux/", leases.index, name="leases"),
    path("baux/export/", leases.export, name="leases_export"),
    path("baux/nouveau/", leases.create, name="lease_create"),
    path("baux/personnes/", leases.person, name="lease_person"),
    path("baux/<int:pk>/", leases.show, name="lease"),
    path("baux/<int:pk>/modifier/", leases.change, name="lease_change"),
    path("baux/<int:pk>/personnes/", leases.people, name="lease_people"),
    path("baux/<int:pk>/montants/", leases.amount, name="lease_amount"),
    path("baux/<int:pk>/conge/", notices.create, name="notice"),
    path("baux/<int:pk>/conge/calcul/", notices.reckoning, name="notice_reckoning"),
    path("conges/<int:pk>/correction/", notices.correct, name="notice_correct"),
    path("conges/<int:pk>/retrait/", notices.withdraw, name="notice_withdraw"),
    path("conges/<int:pk>/cles/", notices.keys, name="notice_keys"),
    path("relocations/", board.index, name="relocations"),
    path("relocations/export/", board.export, name="relocations_export"),
    path("relocations/logement/<int:unit>/", vacancies.open_by_hand, name="vacancy_open"),
    path("relocations/<int:pk>/visite-conseil/", vacancies.visit, name="vacancy_visit"),
    path("relocations/<int:pk>/chiffrage/", vacancies.costing, name="vacancy_costing"),
    path("relocations/<int:pk>/etape/<int:task>/", vacancies.expect, name="vacancy_expect"),
    path("relocations/<int:pk>/date/", vacancies.ready_date, name="vacancy_date"),
    path("relocations/<int:pk>/confirmation/", vacancies.confirm, name="vacancy_confirm"),
    path("relocations/<int:pk>/entree/", vacancies.book, name="vacancy_book"),
    path("relocations/<int:pk>/signature/", vacancies.sign, name="vacancy_sign"),
    path("relocations/<int:pk>/gel/", vacancies.freeze, name="vacancy_freeze"),
    path("relocations/<int:pk>/reservataire/", candidates.nominate, name="vacancy_nominate"),
    path("relocations/<int:pk>/candidats/", candidates.propose, name="vacancy_propose"),
    path("relocations/<int:pk>/caleol/", candidates.present, name="vacancy_present"),
    path("relocations/<int:pk>/decisions/", candidates.decide, name="vacancy_decide"),
    path("candidats/<int:pk>/offre/", candidates.offer, name="candidate_offer"),
    path("candidats/<int:pk>/reponse/", candidates.reply, name="candidate_reply"),
    path("candidats/<int:pk>/retrait/", candidates.withdraw, name="candidate_withdraw"),
]
