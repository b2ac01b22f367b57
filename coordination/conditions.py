"""Conditions of the responsibility matrix: small, declarative, explainable.

A condition maps a fact to the values it accepts, `{"cleaner": ["company"]}`, or, for an amount, to a range:
`{"amount": {"from": "1500"}}`, `{"amount": {"from": "300", "below": "1500"}}`. A fact that is not named does not
matter; facts named together must all hold.
"""

import itertools
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from config.web.templatetags.palier import euros

from .processes import Step

Condition = dict[str, list[str] | dict[str, str]]
Facts = dict[str, str]


class BadCondition(ValueError):
    """The condition names a fact or value that the step does not have; the text says which, in French."""


class IncompleteFacts(ValueError):
    """A situation must give each fact of its step, and no value that is not declared."""


def holds(condition: Condition, facts: Facts) -> bool:
    return all(_accepts(accepted, facts.get(code)) for code, accepted in condition.items())


def _accepts(accepted, value: str | None) -> bool:
    if value is None:
        return False
    if isinstance(accepted, dict):
        amount = Decimal(value)
        low, high = accepted.get("from"), accepted.get("below")
        return (low is None or Decimal(low) <= amount) and (high is None or amount < Decimal(high))
    return value in accepted


def check(condition: Condition, step: Step) -> None:
    """Raise BadCondition unless the condition speaks of the step's facts and declared values only."""
    for code, accepted in condition.items():
        fact = step.fact(code)
        if fact is None:
            raise BadCondition(f"L’étape « {step.label} » ne connaît pas « {code} ».")
        if fact.is_amount:
            _check_range(fact.label, accepted)
        elif not isinstance(accepted, list) or not accepted or not set(accepted) <= set(fact.codes):
            raise BadCondition(f"« {fact.label} » : valeurs inconnues ou absentes.")


def _check_range(label: str, accepted) -> None:
    if not isinstance(accepted, dict) or not accepted or not set(accepted) <= {"from", "below"}:
        raise BadCondition(f"« {label} » : donnez un montant de départ, un plafond ou les deux.")
    try:
        low, high = (Decimal(accepted[end]) if end in accepted else None for end in ("from", "below"))
    except (InvalidOperation, TypeError):
        raise BadCondition(f"« {label} » : montant illisible.") from None
    if any(end is not None and (not end.is_finite() or end < 0) for end in (low, high)):
        raise BadCondition(f"« {label} » : montant négatif.")
    if high is not None and high <= (low or 0):
        raise BadCondition(f"« {label} » : le plafond est sous le départ.")


def checked_facts(step: Step, facts: Facts) -> Facts:
    """The facts of the step among those known of a case, or IncompleteFacts."""
    found = {}
    for fact in step.facts:
        value = facts.get(fact.code)
        if value is None:
            raise IncompleteFacts(f"Précisez « {fact.label} » pour l’étape « {step.label} ».")
        if not (_is_amount(value) if fact.is_amount else value in fact.codes):
            raise IncompleteFacts(f"« {fact.label} » : « {value} » n’est pas une valeur connue.")
        found[fact.code] = str(value)
    return found


def _is_amount(value) -> bool:
    try:
        amount = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return False
    return amount.is_finite() and amount >= 0


def situations(step: Step, conditions: Iterable[Condition]) -> Iterator[Facts]:
    """One example of every situation that these conditions can tell apart.

    Amounts are cut at each bound that a condition names: between two bounds nothing can differ.
    """
    conditions = list(conditions)
    choices = [
        [(fact.code, value) for value in (_cuts(fact.code, conditions) if fact.is_amount else fact.codes)]
        for fact in step.facts
    ]
    for combination in itertools.product(*choices):
        yield dict(combination)


def exactly(facts: Facts, step: Step, conditions: Iterable[Condition]) -> Condition:
    """The condition that holds in this one of the `situations` and in no other."""
    found: Condition = {}
    for fact in step.facts:
        if not fact.is_amount:
            found[fact.code] = [facts[fact.code]]
        elif bounds := _around(facts[fact.code], _cuts(fact.code, list(conditions))):
            found[fact.code] = bounds
    return found


def _around(low: str, cuts: list[str]) -> dict[str, str]:
    high = next((cut for cut in cuts if Decimal(cut) > Decimal(low)), None)
    return ({"from": low} if Decimal(low) else {}) | ({"below": high} if high else {})


def joined(conditions: Iterable[Condition], step: Step) -> list[Condition]:
    """The same situations in fewer conditions: those that differ by the values of one fact become one."""
    found = list(conditions)
    for fact in step.facts:
        if not fact.is_amount:
            found = _joined_by(fact, found)
    return [simple(condition, step) for condition in found]


def _joined_by(fact, conditions: list[Condition]) -> list[Condition]:
    groups: dict[str, Condition] = {}
    for condition in conditions:
        rest = {code: accepted for code, accepted in condition.items() if code != fact.code}
        group = groups.setdefault(json.dumps(rest, sort_keys=True), {**condition, fact.code: []})
        group[fact.code] = [*group[fact.code], *condition.get(fact.code, fact.codes)]
    return list(groups.values())


def simple(condition: Condition, step: Step) -> Condition:
    """The same condition, values in the order of their fact; a fact whose values are all accepted is left out."""
    found: Condition = {}
    for fact in step.facts:
        accepted = condition.get(fact.code)
        if isinstance(accepted, list):
            accepted = [code for code in fact.codes if code in accepted]
            if len(accepted) == len(fact.codes):
                continue
        if accepted:
            found[fact.code] = accepted
    return found


def _cuts(code: str, conditions: list[Condition]) -> list[str]:
    bounds = {Decimal(0)}
    for condition in conditions:
        accepted = condition.get(code)
        if isinstance(accepted, dict):
            bounds |= {Decimal(bound) for bound in accepted.values()}
    return [str(bound) for bound in sorted(bounds)]


def in_words(condition: Condition, step: Step) -> str:
    """« qui nettoie : Entreprise ; montant : à partir de 1 500 € », or « toutes situations »."""
    parts = []
    for code, accepted in condition.items():
        fact = step.fact(code)
        label = fact.label if fact else code
        if isinstance(accepted, dict):
            parts.append(f"{label} : {_range_in_words(accepted)}")
        else:
            parts.append(f"{label} : {' ou '.join(fact.label_of(one) if fact else one for one in accepted)}")
    return " ; ".join(parts) or "toutes situations"


def _range_in_words(accepted: dict[str, str]) -> str:
    told = {end: euros(Decimal(bound)) for end, bound in accepted.items()}
    if len(told) == 2:
        return f"de {told['from']} à moins de {told['below']}"
    return f"à partir de {told['from']}" if "from" in told else f"moins de {told['below']}"
