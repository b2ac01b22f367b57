from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = "Messages"

    def ready(self):
        from coordination import marks
        from coordination.models import Case
        from housing import panels
        from housing.models import Unit

        from . import events, people, thread
        from .models import Contact

        events.declare_all()
        panels.register(
            Case,
            panels.Panel(
                key="thread", title="Messages", template="messaging/_thread.html", read=thread.of_case, order=30
            ),
        )
        panels.register(
            Contact,
            panels.Panel(
                key="thread",
                title="Messages",
                template="messaging/_thread.html",
                read=thread.of_contact,
                order=30,
                wide=True,
            ),
        )
        panels.register(
            Unit,
            panels.Panel(
                key="people", title="Occupants", template="messaging/_people.html", read=people.living_here,
                order=15, roles=frozenset(people.MAY_SEE),
            ),
        )  # fmt: skip
        marks.register(marks.Mark("unread", "Réponse à lire", "message-square-dot", thread.unread_cases))
