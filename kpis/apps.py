from django.apps import AppConfig


class KpisConfig(AppConfig):
    name = "kpis"
    verbose_name = "Indicateurs"

    def ready(self):
        from coordination.processes import declare
        from coordination.signals import entry_written

        from . import parameters, soon
        from .processes import REVIEW

        declare(REVIEW)
        parameters.declare_all()
        entry_written.connect(soon.follow, dispatch_uid="kpis.soon")
