from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "housing"
    verbose_name = "Patrimoine"

    def ready(self):
        from . import stock_panels

        stock_panels.register_all()
