from django.apps import AppConfig


class ProximityConfig(AppConfig):
    name = "proximity"
    verbose_name = "Gestion de proximité"

    def ready(self):
        from coordination.processes import declare

        from .processes import ALL

        for process in ALL:
            declare(process)
        self.inspect()

    def inspect(self):
        from . import inspection_parameters

        inspection_parameters.declare_all()
