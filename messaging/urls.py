from django.urls import path

from . import webhooks
from .views import simulator

app_name = "messaging"
urlpatterns = [
    path("webhooks/twilio/etat/", webhooks.twilio_status, name="twilio_status"),
    path("webhooks/twilio/entrant/", webhooks.twilio_inbound, name="twilio_inbound"),
    path("simulateur/", simulator.index, name="simulator"),
    path("simulateur/telephones/", simulator.create, name="simulated_phone_create"),
    path("simulateur/<int:pk>/", simulator.show, name="simulated_phone"),
    path("simulateur/<int:pk>/reponse/", simulator.answer, name="simulated_answer"),
]
