"""What a text says that it should not, while somebody types it. Nothing is kept, nothing is in the address."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from ..wording import findings

MOST = 10_000


@require_POST
def check(request):
    text = "\n".join(value for name, value in request.POST.items() if name != "csrfmiddlewaretoken")
    return render(request, "teams/wording.html", {"findings": findings(text[:MOST])})
