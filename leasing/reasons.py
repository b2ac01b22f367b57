"""Why a lease ends (domain.md §1.2): how long the notice is then, and what proves it."""

from dataclasses import dataclass

from django.db import models

from . import parameters as p


class Reason(models.TextChoices):
    COMMON = "common", "Droit commun (sans motif)"
    PRESSURE_ZONE = "pressure_zone", "Logement en zone tendue"
    FIRST_JOB = "first_job", "Premier emploi"
    JOB_MOVE = "job_move", "Mutation professionnelle"
    JOB_LOSS = "job_loss", "Perte d’emploi"
    NEW_JOB = "new_job", "Nouvel emploi après une perte d’emploi"
    HEALTH = "health", "État de santé"
    VIOLENCE = "violence", "Violences"
    RSA = "rsa", "Bénéficiaire du RSA"
    AAH = "aah", "Bénéficiaire de l’AAH"
    SOCIAL_HOUSING = "social_housing", "Attribution d’un logement social"
    SAME_LANDLORD = "same_landlord", "Autre logement du même bailleur"
    OTHER_LANDLORD = "other_landlord", "Logement d’un autre bailleur HLM"
    DEMOLITION = "demolition", "Démolition, congé du bailleur"
    DEATH = "death", "Décès du locataire"
    ABANDONMENT = "abandonment", "Abandon du logement"
    EVICTION = "eviction", "Expulsion ou reprise"


@dataclass(frozen=True)
class Rule:
    """`months`: the parameter that says how long; empty when the day itself is told. `proof`: what to ask for."""

    months: str
    proof: str = ""
    basis: str = ""


REDUCED = "Loi n° 89-462, art. 15-I"
RULES = {
    Reason.COMMON: Rule(p.NOTICE),
    Reason.PRESSURE_ZONE: Rule(p.NOTICE_SHORT, basis=f"{REDUCED}, 1°"),
    Reason.FIRST_JOB: Rule(p.NOTICE_SHORT, "Contrat de travail", f"{REDUCED}, 2°"),
    Reason.JOB_MOVE: Rule(p.NOTICE_SHORT, "Attestation de l’employeur", f"{REDUCED}, 2°"),
    Reason.JOB_LOSS: Rule(p.NOTICE_SHORT, "Attestation France Travail ou lettre de rupture", f"{REDUCED}, 2°"),
    Reason.NEW_JOB: Rule(p.NOTICE_SHORT, "Preuve de la perte et du nouveau contrat", f"{REDUCED}, 2°"),
    Reason.HEALTH: Rule(p.NOTICE_SHORT, "Certificat disant qu’un changement de logement est nécessaire, sans "
                        "diagnostic", f"{REDUCED}, 3°"),
    Reason.VIOLENCE: Rule(p.NOTICE_SHORT, "Copie de la décision", f"{REDUCED}, 3° bis"),
    Reason.RSA: Rule(p.NOTICE_SHORT, "Attestation de la CAF", f"{REDUCED}, 4°"),
    Reason.AAH: Rule(p.NOTICE_SHORT, "Attestation de la CAF", f"{REDUCED}, 4°"),
    Reason.SOCIAL_HOUSING: Rule(p.NOTICE_SHORT, "Notification d’attribution", f"{REDUCED}, 5°"),
    Reason.SAME_LANDLORD: Rule(p.NOTICE_SAME_LANDLORD),
    Reason.OTHER_LANDLORD: Rule(p.NOTICE_OTHER_LANDLORD, "Notification d’attribution"),
    Reason.DEMOLITION: Rule(p.NOTICE_DEMOLITION),
    Reason.DEATH: Rule("", basis="Loi n° 89-462, art. 14 : le bail prend fin, sauf transfert"),
    Reason.ABANDONMENT: Rule("", basis="Loi n° 89-462, art. 14-1 : constat d’un commissaire de justice"),
    Reason.EVICTION: Rule("", basis="Procès-verbal d’expulsion ou de reprise"),
}  # fmt: skip
TOLD = tuple(reason for reason, rule in RULES.items() if not rule.months)
"""No notice runs: the day on which the lease ends is told."""
