"""The field for free text about people: it reminds who may read it, and warns while one types (`wording`)."""

from django import forms
from django.urls import reverse_lazy

from .models import WordingWarning
from .wording import findings


class FreeText(forms.CharField):
    """A `Textarea` with the standing reminder under it; `config.web.templatetags.palier_fields` draws both."""

    is_free_text = True

    def __init__(self, *, rows: int = 3, attrs: dict | None = None, **kwargs):
        asks = {
            "hx-post": reverse_lazy("teams:wording"), "hx-trigger": "input changed delay:900ms, change",
            "hx-target": "next .wording", "hx-swap": "innerHTML", "hx-sync": "this:replace",
            "hx-push-url": "false",
        }  # fmt: skip
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, **asks, **(attrs or {})}), **kwargs)


def note_wording(request, form: forms.BaseForm) -> None:
    """Count what a form says in spite of the warning: call it once the form is accepted."""
    where = request.resolver_match.view_name
    found = {
        name: [finding.category for finding in findings(form.cleaned_data.get(name) or "")]
        for name, field in form.fields.items()
        if getattr(field, "is_free_text", False)
    }
    WordingWarning.objects.bulk_create(
        WordingWarning(by=request.user, where=f"{where}:{name}"[:100], categories=codes)
        for name, codes in found.items()
        if codes
    )
