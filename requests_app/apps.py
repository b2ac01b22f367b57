from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "requests_app"
    verbose_name = "Demandes des locataires"

    def ready(self):
        from coordination.processes import declare

        from .processes import INCIDENT, REQUEST

        for process in (REQUEST, INCIDENT):
            declare(process)
