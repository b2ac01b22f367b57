import itertools

from coordination.models import Priority
from requests_app.models import Category, Channel, Zone
from requests_app.opening import open_request

numbers = itertools.count(1)


def a_category(**values) -> Category:
    """« Fuite d’eau », of the home, urgent: the landlord's to handle within a day."""
    known = {
        "code": f"leak-{next(numbers)}", "family": "T1", "label": "Fuite d’eau", "zones": [Zone.HOME],
        "priority": Priority.NORMAL,
    }  # fmt: skip
    known |= values
    return Category.objects.get_or_create(family=known["family"], label=known["label"], defaults=known)[0]


def a_tenant_request(place, *, by, **values):
    """What a tenant tells by telephone."""
    known = {"category": None, "channel": Channel.PHONE, "zone": Zone.HOME, **values}
    known["category"] = known["category"] or a_category()
    return open_request(place, by=by, **known)
