from django.conf import settings

from requests_app.desk import MAY_CAPTURE

from .navigation import places_for


def palier(request):
    """What the page frame needs everywhere."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    return {
        "demo": settings.DEMO, "landlord": settings.LANDLORD_NAME, "landlord_phone": settings.LANDLORD_PHONE,
        "places": places_for(request) if known else [],
        "may_capture": user is not None and known and user.has_role(*MAY_CAPTURE),
    }  # fmt: skip
