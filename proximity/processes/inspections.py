"""Steps of mandatory checks (domain.md §9)."""

from coordination.processes import ProcessSteps, Step

INSPECTION = ProcessSteps("inspection", "Contrôles réglementaires", (Step("check", "Contrôle"),))
