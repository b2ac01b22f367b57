"""The history of a person, in sentences: who changed what, and when. Read from the database's own record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from .models import Agency, Team, User, UserAgency, UserSecondFactor, UserTeam
from .roles import Role

SECOND_FACTORS = {
    ("insert", "totp"): "a activé l’application d’authentification",
    ("delete", "totp"): "a retiré l’application d’authentification",
    ("insert", "webauthn"): "a ajouté une clé d’accès",
    ("delete", "webauthn"): "a retiré une clé d’accès",
    ("insert", "recovery_codes"): "a créé des codes de secours",
    ("delete", "recovery_codes"): "a annulé les codes de secours",
}
NAMES = {"first_name": "le prénom", "last_name": "le nom", "email": "l’adresse e-mail"}
SWITCHES = {
    ("is_active", False): "a désactivé le compte",
    ("is_active", True): "a réactivé le compte",
    ("all_agencies", False): "a limité l’accès à certaines agences",
    ("all_agencies", True): "a ouvert l’accès à toutes les agences",
}


@dataclass
class Change:
    """What somebody did in one go."""

    at: datetime
    by: str
    acts: list[str] = field(default_factory=list)


def history(person: User) -> list[Change]:
    """Newest first. Acts of one request are one change."""
    facts = sorted([*_account(person), *_places(person), *_second_factors(person)], key=lambda fact: fact[0])
    authors = _authors(event for _, event, _ in facts)
    changes: dict[object, Change] = {}
    for at, event, act in facts:
        key = event.pgh_context_id or at
        changes.setdefault(key, Change(at, authors.get(_author(event) or 0, "Le système"))).acts.append(act)
    return list(reversed(changes.values()))


def _account(person) -> Iterator[tuple]:
    """The record keeps each row as it was before a change: what it became is in the next one or in the table."""
    events = list(person.events.select_related("pgh_context").order_by("pgh_id"))
    updates = [event for event in events if event.pgh_label == "update"]
    for event in events:
        if event.pgh_label == "insert":
            yield event.pgh_created_at, event, "a créé le compte"
            yield from ((event.pgh_created_at, event, act) for act in _roles([], event.roles))
    for before, after in pairwise([*updates, person]):
        yield from ((before.pgh_created_at, before, act) for act in _differences(before, after))


def _differences(before, after) -> Iterator[str]:
    for name, label in NAMES.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"a changé {label} : « {old} » est devenu « {new} »"
    yield from _roles(before.roles, after.roles)
    for (name, value), act in SWITCHES.items():
        if getattr(before, name) != value and getattr(after, name) == value:
            yield act


def _roles(before, after) -> Iterator[str]:
    for role in Role:
        if role in after and role not in before:
            yield f"a donné le rôle « {role.label} »"
        elif role in before and role not in after:
            yield f"a retiré le rôle « {role.label} »"


def _places(person) -> Iterator[tuple]:
    for tracked, name, model, noun in (
        (UserAgency, "agency_id", Agency, "l’agence"),
        (UserTeam, "team_id", Team, "l’équipe"),
    ):
        events = list(tracked.pgh_event_model.objects.filter(user_id=person.pk).select_related("pgh_context"))
        known = model._base_manager.in_bulk({getattr(event, name) for event in events})
        for event in events:
            verb = "a ajouté" if event.pgh_label == "insert" else "a retiré"
            place = known.get(getattr(event, name), "supprimée depuis")
            yield event.pgh_created_at, event, f"{verb} {noun} « {place} »"


def _second_factors(person) -> Iterator[tuple]:
    events = UserSecondFactor.pgh_event_model.objects.filter(user_id=person.pk).select_related("pgh_context")
    for event in events:
        yield event.pgh_created_at, event, SECOND_FACTORS[event.pgh_label, event.type]


def _author(event) -> int | None:
    return event.pgh_context and event.pgh_context.metadata.get("user")


def _authors(events) -> dict[int, str]:
    pks = {_author(event) for event in events} - {None}
    return {pk: str(user) for pk, user in User.objects.in_bulk(pks).items()}
