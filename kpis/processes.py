from coordination.processes import Fact, Outcome, ProcessSteps, Step
from teams.roles import Role

OWNERS = (
    Role.AGENCY_MANAGER, Role.PROXIMITY_MANAGER, Role.LEASING_OFFICER, Role.CONTACT_CENTRE, Role.ARREARS_OFFICER,
    Role.TECHNICIAN, Role.CONTRACT_MANAGER, Role.ASSET_PLANNER,
)  # fmt: skip
"""Roles that may own a measure, and so explain its alerts."""

REVIEW = ProcessSteps("review", "Revue des indicateurs", (Step("weekly", "Revue hebdomadaire"),))
ALERT = ProcessSteps(
    "alert",
    "Alertes sur les indicateurs",
    (
        Step(
            "explain", "Expliquer et agir",
            (Fact("owner", "pilote de l’indicateur", tuple((one.value, str(one.label)) for one in OWNERS)),),
            outcomes=(
                Outcome("acted", "Action décidée", next=("effect",)),
                Outcome("explained", "Expliqué, rien à corriger", close="explained", asks=True),
            ),
        ),
        Step(
            "effect", "Attend l’effet de l’action", waits=True,
            outcomes=(
                Outcome("better", "Mieux", close="better"),
                Outcome("same", "Sans effet", next=("explain",)),
                Outcome("worse", "Moins bien", next=("explain",)),
                Outcome("few", "Trop peu de dossiers pour le dire", next=("explain",)),
            ),
        ),
    ),
    (("better", "L’action a eu un effet"), ("explained", "Expliqué, rien à corriger"), ("void", "Sans suite")),
)  # fmt: skip
