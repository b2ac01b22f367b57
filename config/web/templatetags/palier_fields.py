"""Form controls with Bootstrap's classes and the ARIA links between a control, its help and its errors."""

from django import forms, template

register = template.Library()

CHECKS = (forms.CheckboxInput,)
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.filter
def is_checkbox(field) -> bool:
    return isinstance(field.field.widget, CHECKS)


@register.filter
def is_group(field) -> bool:
    return isinstance(field.field.widget, GROUPS)


@register.filter
def is_free_text(field) -> bool:
    """Whether people write about people here: a reminder and warnings stand under it."""
    return getattr(field.field, "is_free_text", False)


@register.filter
def control(field):
    """The field's own widget, with the class its kind wants, tied to its help and errors."""
    widget = field.field.widget
    kind = "form-control"
    if isinstance(widget, CHECKS):
        kind = "form-check-input"
    elif isinstance(widget, forms.Select):
        kind = "form-select"
    own = widget.attrs.get("class", "")
    attrs = {"class": " ".join(part for part in (own, kind, "is-invalid" if field.errors else "") if part)}
    if field.help_text or field.errors:
        attrs["aria-describedby"] = f"{field.auto_id}_help"
    if is_free_text(field):
        attrs["hx-params"] = field.html_name  # the check gets these words and nothing else of the form
    return field.as_widget(attrs=attrs)


@register.filter
def choice_control(choice):
    """One radio button or checkbox of a group, without its label."""
    choice.data["attrs"]["class"] = "form-check-input"
    choice.data["wrap_label"] = False
    return choice.tag(wrap_label=False)
