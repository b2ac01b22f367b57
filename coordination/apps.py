from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "coordination"
    verbose_name = "Coordination"

    def ready(self):
        from .defaults import PARAMETERS
        from .parameters import declare

        for parameter, _, _ in PARAMETERS:
            declare(parameter)
