from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "requests_app"
    verbose_name = "Demandes des locataires"

    def ready(self):
        from coordination.processes import declare
        from coordination.signals import entry_written

        from . import events, following, panels, parameters
        from .processes import INCIDENT, REQUEST

        for process in (REQUEST, INCIDENT):
            declare(process)
        events.declare_all()
        parameters.declare_all()
        panels.register_all()
        entry_written.connect(following.follow, dispatch_uid="requests_app.follow")
