from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "requests_app"
    verbose_name = "Demandes des locataires"

    def ready(self):
        from coordination.processes import declare
        from coordination.signals import entry_written

        from . import events, following, parameters
        from .processes import INCIDENT, REQUEST

        for process in (REQUEST, INCIDENT):
            declare(process)
        events.declare_all()
        parameters.declare_all()
        entry_written.connect(following.follow, dispatch_uid="requests_app.follow")
        self.follow_the_round()

    def follow_the_round(self):
        """Visits, planned works, incidents, silence (`following` has told the tenant before them)."""
        from coordination.signals import entry_written
        from housing.signals import planned_work_changed

        from . import incidents, parking, round_panels, silence, visits

        for part in (visits, parking, incidents, silence):
            entry_written.connect(part.follow, dispatch_uid=f"{part.__name__}.follow")
        planned_work_changed.connect(parking.plan_changed, dispatch_uid="requests_app.parking.plan_changed")
        round_panels.register_all()
