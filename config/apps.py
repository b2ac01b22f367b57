from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Palier"

    def ready(self):
        from . import history  # noqa: F401 - registers its check


class StaticFiles(StaticFilesConfig):
    """What collectstatic leaves: parts of Tabler that no page loads, some of which name absent pictures."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "tabler-*.css*",
        "*.rtl.*",
        "*.d.ts",
        "*.cjs",
        "*.cjs.map",
    ]
