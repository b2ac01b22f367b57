from django.apps import AppConfig


class ProximityConfig(AppConfig):
    name = "proximity"
    verbose_name = "Gestion de proximité"

    def ready(self):
        from coordination.processes import declare
        from coordination.signals import entry_written

        from . import cleaning_following, cleaning_panels, cleaning_parameters
        from .processes import ALL

        for process in ALL:
            declare(process)
        cleaning_parameters.declare_all()
        cleaning_panels.register_all()
        entry_written.connect(cleaning_following.follow, dispatch_uid="proximity.cleaning_following")
