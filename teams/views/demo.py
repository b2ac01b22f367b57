from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from ..demo import demo_accounts


@login_not_required
@require_POST
def enter(request):
    """One click into a demo account. Does not exist outside the demo, and knows no other account."""
    if not settings.DEMO:
        raise Http404
    key = request.POST.get("compte", "")
    person = get_object_or_404(demo_accounts(), pk=key if key.isdecimal() else None)
    return perform_login(request, person)
