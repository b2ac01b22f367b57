"""Steps of mandatory checks (domain.md §9)."""

from coordination.processes import Outcome, ProcessSteps, Step

INSPECTION = ProcessSteps(
    "inspection",
    "Contrôles réglementaires",
    (
        Step(
            "check", "Contrôle",
            outcomes=(
                Outcome("done", "Contrôle fait, rapport au registre", close="done"),
                Outcome("void", "Plus rien à contrôler ici", close="void", asks=True),
            ),
        ),
    ),
)  # fmt: skip
