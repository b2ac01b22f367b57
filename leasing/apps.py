from django.apps import AppConfig


class LeasingConfig(AppConfig):
    name = "leasing"
    verbose_name = "Gestion locative"

    def ready(self):
        from coordination.processes import declare

        from . import declaring, events, panels, parameters
        from .processes import ARREARS, VACANCY

        for process in (ARREARS, VACANCY):
            declare(process)
        parameters.declare_all()
        events.declare_all()
        panels.register_all()
        declaring.register()
