"""`{% lucide %}`, each icon drawn once: a page repeats the same pencil at each row."""

from functools import cache

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide as draw

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int | None = 24, **attributes) -> SafeString:
    return _drawn(name, size, tuple(sorted(attributes.items())))


@cache
def _drawn(name: str, size: int | None, attributes: tuple[tuple[str, object], ...]) -> SafeString:
    return mark_safe(draw(name, size=size, **dict(attributes)))  # noqa: S308 - drawn by the library, escaped
