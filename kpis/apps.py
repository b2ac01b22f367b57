from django.apps import AppConfig


class KpisConfig(AppConfig):
    name = "kpis"
    verbose_name = "Indicateurs"

    def ready(self):
        from coordination.processes import declare

        from . import parameters, soon
        from .processes import REVIEW

        declare(REVIEW)
        parameters.declare_all()
        soon.listen()
