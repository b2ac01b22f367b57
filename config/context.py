from django.conf import settings

from .navigation import places_for


def palier(request):
    """What the page frame needs everywhere."""
    user = getattr(request, "user", None)
    return {
        "demo": settings.DEMO, "landlord": settings.LANDLORD_NAME, "landlord_phone": settings.LANDLORD_PHONE,
        "places": places_for(request) if user and user.is_authenticated else [],
    }  # fmt: skip
