from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe


@require_safe
def show(request):
    person = request.user
    context = {
        "person": person,
        "second_factors": person.second_factors().exists(),
    }
    return render(request, "teams/account.html", context)


@require_POST
def stay(request):
    """Put the end of the session off, from now on; when it ends then."""
    request.session.set_expiry(settings.SESSION_COOKIE_AGE)
    return JsonResponse({"until": request.session.get_expiry_date()})
