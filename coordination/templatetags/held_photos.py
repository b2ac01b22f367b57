"""The photos that came with an earlier try, for forms that draw their own buttons for the camera."""

from django import template

from ..photo_fields import held

register = template.Library()


@register.inclusion_tag("components/held_photos.html")
def held_photos(field):
    return {"held": held(field.value() or []), "held_name": f"{field.html_name}_held"}
