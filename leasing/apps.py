from django.apps import AppConfig


class LeasingConfig(AppConfig):
    name = "leasing"
    verbose_name = "Gestion locative"

    def ready(self):
        from coordination.agenda import register
        from coordination.processes import declare

        from . import agenda, declaring, events, panels, parameters
        from .processes import ARREARS, VACANCY

        for process in (ARREARS, VACANCY):
            declare(process)
        parameters.declare_all()
        events.declare_all()
        panels.register_all()
        declaring.register()
        register("leasing", agenda.events)
        self.follow_vacancies()

    def follow_vacancies(self):
        from coordination.signals import entry_written

        from . import following, reletting, signals

        entry_written.connect(following.follow, dispatch_uid="leasing.following")
        signals.notice_written.connect(reletting.notice_written, dispatch_uid="leasing.notice_written")
        signals.notice_withdrawn.connect(reletting.notice_withdrawn, dispatch_uid="leasing.notice_withdrawn")
        signals.keys_returned.connect(reletting.keys_returned, dispatch_uid="leasing.keys_returned")
        signals.lease_signed.connect(reletting.lease_signed, dispatch_uid="leasing.lease_signed")
