"""What the provider's error codes mean for us (domain.md §11)."""

from dataclasses import dataclass
from enum import Enum


class Then(Enum):
    """What to do about it."""

    NOTHING = "nothing"
    AGAIN = "again"
    """Once more, an hour later."""
    BAD_NUMBER = "bad_number"
    """This phone takes no SMS: say so on the contact."""
    OPTED_OUT = "opted_out"
    """The person answered STOP."""


@dataclass(frozen=True)
class Trouble:
    label: str
    then: Then = Then.NOTHING


TROUBLES: dict[str, Trouble] = {
    "30003": Trouble("Téléphone éteint ou injoignable", Then.AGAIN),
    "30004": Trouble("Message bloqué par le destinataire ou l’opérateur"),
    "30005": Trouble("Numéro inconnu", Then.BAD_NUMBER),
    "30006": Trouble("Ligne fixe ou opérateur injoignable", Then.BAD_NUMBER),
    "30007": Trouble("Message filtré par l’opérateur"),
    "30008": Trouble("Échec sans explication de l’opérateur", Then.AGAIN),
    "30042": Trouble("Nom d’expéditeur refusé par l’opérateur"),
    "21211": Trouble("Numéro invalide", Then.BAD_NUMBER),
    "21610": Trouble("La personne a répondu STOP", Then.OPTED_OUT),
    "21612": Trouble("Pas de route vers ce numéro"),
    "21614": Trouble("Ce numéro n’est pas un mobile", Then.BAD_NUMBER),
    "21617": Trouble("Texte trop long"),
    "21635": Trouble("Ligne fixe : pas de SMS", Then.BAD_NUMBER),
    "20003": Trouble("Identifiants du fournisseur refusés"),
    "20429": Trouble("Trop de messages à la fois"),
    "timeout": Trouble("Le fournisseur n’a pas répondu à temps"),
    "unreachable": Trouble("Fournisseur injoignable"),
    "broken": Trouble("Connexion coupée pendant l’envoi"),
    "gave_up": Trouble("Abandonné après trop d’essais"),
    "exception": Trouble("Erreur de l’application, signalée"),
    "duplicate": Trouble("Même texte déjà envoyé à ce numéro depuis moins de 24 h"),
    "no_address": Trouble("Adresse postale inconnue"),
    "mail": Trouble("Courriel refusé"),
    "no_pango": Trouble("Le PDF ne peut pas être fabriqué sur ce serveur (Pango manque)"),
}


def trouble(code: str) -> Trouble:
    """A code nobody listed is a failure like another, told by its number."""
    return TROUBLES.get(code) or Trouble(f"Erreur {code} du fournisseur" if code else "")


def then(code: str) -> Then:
    return trouble(code).then
