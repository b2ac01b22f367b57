from coordination.processes import ProcessSteps, Step

REVIEW = ProcessSteps("review", "Revue des indicateurs", (Step("weekly", "Revue hebdomadaire"),))
