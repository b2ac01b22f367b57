from django.apps import AppConfig


class ProximityConfig(AppConfig):
    name = "proximity"
    verbose_name = "Gestion de proximité"

    def ready(self):
        from coordination.processes import declare

        from .processes import ALL

        for process in ALL:
            declare(process)
        self.ready_for_orders()

    def ready_for_orders(self):
        from messaging.signals import answer_received

        from . import booking, events, order_file, parameters

        parameters.declare_all()
        events.declare_all()
        order_file.register_all()
        answer_received.connect(booking.hear, dispatch_uid="proximity.booking.hear")
