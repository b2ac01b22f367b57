from django import template

from ..numbers import readable

register = template.Library()


@register.filter
def telephone(number) -> str:
    """As one reads it aloud: « 06 39 98 12 34 »."""
    return readable(str(number))
