from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = "Messages"

    def ready(self):
        from coordination import marks
        from coordination.models import Case
        from housing import panels

        from . import events, thread

        events.declare_all()
        panels.register(
            Case,
            panels.Panel(
                key="thread", title="Messages", template="messaging/_thread.html", read=thread.of_case, order=30
            ),
        )
        marks.register(marks.Mark("unread", "Réponse à lire", "message-square-dot", thread.unread_cases))
