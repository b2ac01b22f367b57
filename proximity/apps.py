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
        self.inspect()
        self.follow_needs()
        self.check_cleanliness()

    def follow_needs(self):
        """Findings that become needs, their answers, and what the plan does to them."""
        from django.db.models.signals import post_save

        from coordination.signals import entry_written
        from housing.signals import planned_work_changed

        from . import (
            needs_following,
            needs_panels,
            needs_parameters,
            needs_raising,
            needs_slips,
            plan_moves,
            signals,
        )
        from .models import Finding

        needs_parameters.declare_all()
        needs_panels.register_all()
        plan_moves.register_stakes()
        signals.finding_reported.connect(needs_raising.reported, dispatch_uid="proximity.needs.reported")
        post_save.connect(needs_raising.written, sender=Finding, dispatch_uid="proximity.needs.written")
        entry_written.connect(needs_following.follow, dispatch_uid="proximity.needs.following")
        planned_work_changed.connect(needs_slips.plan_changed, dispatch_uid="proximity.needs.plan_changed")

    def ready_for_orders(self):
        from coordination import elsewhere
        from coordination.signals import entry_written
        from messaging.signals import answer_received

        from . import booking, events, order_asking, order_file, parameters

        parameters.declare_all()
        events.declare_all()
        order_file.register_all()
        elsewhere.ends_at("order", order_asking.APPROVAL, order_asking.page_of)
        answer_received.connect(booking.hear, dispatch_uid="proximity.booking.hear")
        entry_written.connect(order_asking.follow, dispatch_uid="proximity.order_asking.follow")

    def inspect(self):
        """Visits, inventories, mandatory checks."""
        from coordination.signals import entry_written

        from . import inspection_panels, inspection_parameters, mandatory

        inspection_parameters.declare_all()
        inspection_panels.register_all()
        entry_written.connect(mandatory.follow, dispatch_uid="proximity.mandatory.follow")

    def check_cleanliness(self):
        from coordination.signals import entry_written

        from . import cleaning_following, cleaning_panels, cleaning_parameters

        cleaning_parameters.declare_all()
        cleaning_panels.register_all()
        entry_written.connect(cleaning_following.follow, dispatch_uid="proximity.cleaning_following")
