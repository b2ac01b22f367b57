"""What a contract's rules make of a check that failed again (domain.md §7.4). Pure arithmetic, to the cent."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from config.web.templatetags.palier import euros

from .models import PenaltyRule
from .models.prices import rounded

Kind = PenaltyRule.Kind


@dataclass(frozen=True)
class Line:
    label: str
    reckoning: str
    amount: Decimal


@dataclass(frozen=True)
class Facts:
    """`price`: what the site costs a month. `days`: how late the redo was, all days counted. `events`: codes of
    the lapses that somebody ticked."""

    price: Decimal | None
    score: Decimal | None
    days: int
    events: Collection[str] = ()


def lines(rules: Iterable[PenaltyRule], facts: Facts) -> list[Line]:
    """One line for each rule that makes something."""
    found = (_line(rule, facts) for rule in rules)
    return [line for line in found if line and line.amount > 0]


def _line(rule: PenaltyRule, facts: Facts) -> Line | None:
    if rule.kind == Kind.EVENT:
        return _of_event(rule, facts.days) if rule.code in facts.events else None
    if facts.price is None:
        return None
    if rule.kind == Kind.SCORE:
        return _of_score(rule, facts)
    return _of_delay(rule, facts)


def _of_event(rule: PenaltyRule, days: int) -> Line:
    amount = rule.amount or Decimal(0)
    told = euros(amount)
    if rule.per_day and days:
        amount += rule.per_day * days
        told += f" + {days} j × {euros(rule.per_day)}"
    return Line(rule.label, told, rounded(amount))


def _of_score(rule: PenaltyRule, facts: Facts) -> Line | None:
    low, high, percent = rule.score_from, rule.score_below, rule.percent
    if facts.score is None or facts.price is None or low is None or high is None or percent is None:
        return None
    if not low <= facts.score < high:
        return None
    share = f"{percent.normalize():f}".replace(".", ",")
    return Line(rule.label, f"{share} % de {euros(facts.price)}", rounded(facts.price * percent / 100))


def _of_delay(rule: PenaltyRule, facts: Facts) -> Line | None:
    if facts.price is None or not rule.divisor or not facts.days:
        return None
    told = f"{euros(facts.price)} × {facts.days} j ÷ {rule.divisor}"
    return Line(rule.label, told, rounded(facts.price * facts.days / rule.divisor))


def reduction(price: Decimal, percent: Decimal) -> Line:
    """What imperfect work is accepted for less: a share of what it costs a month."""
    share = min(max(percent, Decimal(0)), Decimal(100))
    told = f"{share.normalize():f}".replace(".", ",")
    return Line("Réfaction", f"{told} % de {euros(price)}", rounded(price * share / 100))


def difference(cost: Decimal, saved: Decimal) -> Decimal:
    """What another firm costs beyond what this one is not paid: from nothing to the whole of its price."""
    return max(Decimal(0), cost - max(saved, Decimal(0)))


def capped(total: Decimal, *, cap: Decimal | None, already: Decimal) -> Decimal:
    """What may still be taken under the contract's cap."""
    return total if cap is None else max(Decimal(0), min(total, cap - already))


def exempt(cumulated: Decimal, exemption: Decimal | None) -> bool:
    """Nothing is due as long as all of the contract's penalties together do not pass the exemption."""
    return exemption is not None and cumulated <= exemption
