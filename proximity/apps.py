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
        """Visits, inventories, mandatory checks."""
        from coordination.signals import entry_written

        from . import inspection_panels, inspection_parameters, mandatory

        inspection_parameters.declare_all()
        inspection_panels.register_all()
        entry_written.connect(mandatory.follow, dispatch_uid="proximity.mandatory.follow")
