"""Who pays a repair, why, and by which text (domain.md §3.2). A suggestion: a person confirms it.

Repairs that the décret names are the tenant's; what the landlord is answerable for, or a contract maintains, is
not. Décret 82-955 (not 87-713) lists the charges that an HLM landlord recovers.
"""

from dataclasses import dataclass

from .models import Cause, ItemCover, Payer, RepairItem, Zone
from .processes import REPAIRS

LAW = "Loi 89-462 du 6 juillet 1989, art. 7 d"
DAMAGE_LAW = "Loi 89-462 du 6 juillet 1989, art. 7 c"
DUTIES = "Loi 89-462 du 6 juillet 1989, art. 6"
CHARGES = "Décret 82-955 du 9 novembre 1982 (charges récupérables des HLM)"
THE_LANDLORDS = frozenset({Cause.WEAR, Cause.WORKMANSHIP, Cause.DEFECT, Cause.FORCE_MAJEURE, Cause.CHANCE})
THE_TENANTS = frozenset({Cause.DAMAGE, Cause.NEGLECT})


@dataclass(frozen=True)
class Verdict:
    payer: str
    reason: str
    basis: str

    @property
    def label(self) -> str:
        return Payer(self.payer).label


def decide(item: RepairItem | None, cause: str, cover: ItemCover | None = None, zone: str = Zone.HOME) -> Verdict:
    """`cover`: the contract that maintains the element there today. In common parts the décret does not count:
    it speaks of what a tenant has to themselves."""
    if cause in THE_LANDLORDS:
        return Verdict(Payer.LANDLORD, f"Cause : {Cause(cause).label.lower()}. Le bailleur en répond.", LAW)
    if cover:
        return Verdict(Payer.CONTRACT, f"Entretien par contrat : {cover.contract}.", CHARGES)
    if cause in THE_TENANTS:
        return Verdict(
            Payer.TENANT, f"{Cause(cause).label} du fait de l’occupant, vétusté déduite.", DAMAGE_LAW
        )  # fmt: skip
    if cause == Cause.DISASTER:
        return Verdict(Payer.TO_CHECK, "Sinistre : assurance, tiers responsable à déterminer.", "Assurances")
    if cause == Cause.BREAK_IN:
        return Verdict(Payer.TO_CHECK, "Effraction : récépissé de plainte et assurance à demander.", "Assurances")
    if item and item.listed and zone != Zone.COMMON:
        return Verdict(Payer.TENANT, f"Entretien courant : {item.tenant_part}", f"{item.basis} ({item.code})")
    return _landlords(item, zone)


def _landlords(item: RepairItem | None, zone: str) -> Verdict:
    if item and not item.listed:
        return Verdict(Payer.LANDLORD, f"Part du bailleur : {item.landlord_part}", item.basis)
    where = "Parties communes" if zone == Zone.COMMON else "Hors des réparations locatives"
    return Verdict(Payer.LANDLORD, f"{where} : le bailleur entretient.", DUTIES)


def suggest(category, *, cause: str, zone: str, residence, day) -> Verdict | None:
    """The verdict for a request there on that day; None where nothing is to be paid. One query at most."""
    if category.family not in REPAIRS:
        return None
    if category.family == "S1" and not cause:
        cause = Cause.DISASTER
    cover = ItemCover.objects.covering(category.item, residence, day) if category.item_id else None
    return decide(category.item, cause, cover, zone)
