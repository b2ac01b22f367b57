"""What a contractor's order asks of our own people; each is a case of its own, which the order ends."""

from coordination.processes import Fact, Outcome, ProcessSteps, Step

from ..parameters import LIMITS

APPROVER = Fact("approver", "peut engager ce montant", tuple((role.value, role.label) for role in LIMITS))
ORDER = ProcessSteps(
    "order",
    "Ordres de service",
    (
        Step(
            "approval", "Ordre à valider", (APPROVER,),
            outcomes=(
                Outcome("approved", "Validé", close="approved"),
                Outcome("declined", "Refusé", close="declined"),
                Outcome("withdrawn", "Plus rien à valider", close="void"),
            ),
        ),
        Step(
            "replace", "Autre entreprise à trouver",
            outcomes=(
                Outcome("replaced", "Confié à une autre entreprise", close="done"),
                Outcome("dropped", "Plus nécessaire", close="void", asks=True),
            ),
        ),
    ),
    (("done", "Traité"), ("approved", "Validé"), ("declined", "Refusé"), ("void", "Sans suite")),
)  # fmt: skip
