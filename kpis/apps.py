from django.apps import AppConfig


class KpisConfig(AppConfig):
    name = "kpis"
    verbose_name = "Indicateurs"

    def ready(self):
        from coordination.processes import declare

        from . import parameters, soon
        from .processes import ALERT, REVIEW

        for process in (REVIEW, ALERT):
            declare(process)
        parameters.declare_all()
        soon.listen()
        self.watch()

    def watch(self):
        """Alerts: their parameters, their panel on the case, and what nobody may say in their stead."""
        from coordination.signals import entry_written

        from .alerts import following, panels, parameters

        parameters.declare_all()
        panels.register_all()
        entry_written.connect(following.follow, dispatch_uid="kpis.alerts.following")
