from django.conf import settings

from .navigation import places_for


def palier(request):
    """What the page frame needs everywhere."""
    user = getattr(request, "user", None)
    return {"demo": settings.DEMO, "places": places_for(request) if user and user.is_authenticated else []}
