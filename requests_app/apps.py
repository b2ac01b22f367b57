from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "requests_app"
    verbose_name = "Demandes des locataires"

    def ready(self):
        from coordination.agenda import register
        from coordination.processes import declare
        from coordination.signals import entry_written

        from . import agenda, events, following, panels, parameters
        from .processes import INCIDENT, REQUEST

        for process in (REQUEST, INCIDENT):
            declare(process)
        events.declare_all()
        parameters.declare_all()
        panels.register_all()
        register("requests_app", agenda.events)
        entry_written.connect(following.follow, dispatch_uid="requests_app.follow")
        self.ready_for_tenants()
        self.follow_the_round()

    def ready_for_tenants(self):
        """Answers by SMS, and what the staff sees of tenants' pages."""
        from coordination.models import Case
        from housing.models import Residence
        from housing.panels import Panel, register
        from messaging.signals import answer_received
        from messaging.thread import MAY_WRITE

        from . import answers, tenant_panels

        answer_received.connect(answers.hear, dispatch_uid="requests_app.hear")
        register(Case, Panel(
            key="tenant-page", title="Page du locataire", template="requests_app/_tenant_link.html",
            read=tenant_panels.link_of_case, order=35, roles=frozenset(MAY_WRITE),
        ))  # fmt: skip
        register(Residence, Panel(
            key="posters", title="Affiches", template="requests_app/_posters.html",
            read=tenant_panels.posters_of, order=65, roles=frozenset(tenant_panels.MAY_POST),
        ))  # fmt: skip

    def follow_the_round(self):
        """Visits, planned works, incidents, silence (`following` has told the tenant before them)."""
        from coordination.signals import entry_written
        from housing.signals import planned_work_changed
        from proximity.plan_stakes import Stake, register
        from proximity.signals import attached_to_plan, request_wanted

        from . import from_field, incidents, parking, round_panels, silence, visits

        for part in (visits, parking, incidents, silence):
            entry_written.connect(part.follow, dispatch_uid=f"{part.__name__}.follow")
        request_wanted.connect(from_field.receive, dispatch_uid="requests_app.from_field")
        planned_work_changed.connect(parking.plan_changed, dispatch_uid="requests_app.parking.plan_changed")
        attached_to_plan.connect(parking.attached, dispatch_uid="requests_app.parking.attached")
        register(Stake("requests", "demande en attente", "demandes en attente", parking.count_waiting))
        round_panels.register_all()
