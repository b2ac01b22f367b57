from django import template

from ..demo import PASSWORD, PEOPLE, address, demo_accounts
from ..roles import Role

register = template.Library()


@register.simple_tag
def demo_people() -> list:
    """The demo's accounts that are offered, in the order of the roles."""
    order = list(Role)
    offered = [address(person) for person in PEOPLE if person.told]
    people = demo_accounts().filter(email__in=offered).prefetch_related("agencies")
    return sorted(people, key=lambda person: min((order.index(role) for role in person.roles), default=len(order)))


@register.simple_tag
def demo_password() -> str:
    return PASSWORD
