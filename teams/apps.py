from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "teams"
    verbose_name = "Équipes"

    def ready(self):
        from . import sealing, signals  # noqa: F401 - its receivers

        sealing.check_keys()
