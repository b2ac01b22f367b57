from django.urls import path

from . import webhooks
from .views import contacts, letters, messages, simulator, sorting, texts, thread

app_name = "messaging"
urlpatterns = [
    path("messages/", messages.index, name="messages"),
    path("messages/export/", messages.export, name="messages_export"),
    path("messages/<int:pk>/renvoi/", messages.send_again, name="message_again"),
    path("messages/<int:pk>/lecture/", thread.seen, name="message_seen"),
    path("messages/a-classer/", sorting.index, name="to_sort"),
    path("messages/<int:pk>/classement/", sorting.into_case, name="message_into_case"),
    path("messages/<int:pk>/fiche/", sorting.on_contact, name="message_on_contact"),
    path("messages/<int:pk>/ecart/", sorting.aside, name="message_aside"),
    path("messages/courriers/", letters.index, name="letters"),
    path("messages/courriers/impression/", letters.printed, name="letters_printed"),
    path("messages/<int:pk>/courrier/", letters.show, name="letter"),
    path("messages/textes/", texts.index, name="texts"),
    path("messages/textes/export/", texts.export, name="texts_export"),
    path("messages/textes/<str:code>/", texts.show, name="text"),
    path("messages/textes/<str:code>/<slug:language>/", texts.change, name="text_change"),
    path("messages/textes/<str:code>/<slug:language>/origine/", texts.reset, name="text_reset"),
    path("dossiers/<int:pk>/messages/", thread.write, name="case_write"),
    path("contacts/", contacts.index, name="contacts"),
    path("contacts/export/", contacts.export, name="contacts_export"),
    path("contacts/nouveau/", contacts.create, name="contact_create"),
    path("contacts/<int:pk>/", contacts.show, name="contact"),
    path("contacts/<int:pk>/modifier/", contacts.change, name="contact_change"),
    path("contacts/<int:pk>/logements/", contacts.move_in, name="contact_move_in"),
    path("contacts/<int:pk>/logements/<int:key>/fin/", contacts.move_out, name="contact_move_out"),
    path("contacts/<int:pk>/messages/", thread.write_to_contact, name="contact_write"),
    path("webhooks/twilio/etat/", webhooks.twilio_status, name="twilio_status"),
    path("webhooks/twilio/entrant/", webhooks.twilio_inbound, name="twilio_inbound"),
    path("simulateur/", simulator.index, name="simulator"),
    path("simulateur/telephones/", simulator.create, name="simulated_phone_create"),
    path("simulateur/<int:pk>/", simulator.show, name="simulated_phone"),
    path("simulateur/<int:pk>/reponse/", simulator.answer, name="simulated_answer"),
]
