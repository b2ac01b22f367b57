"""What a check of cleanliness finds broken becomes a request for repair (`proximity.signals.technical_defect`)."""

from coordination.models import Case, CasePhoto

from .models import Category
from .models.categories import Zone
from .models.requests import Channel
from .opening import open_request

COMMON_PARTS = "C1"
WORN = "communs-degrades"
BY_WORD = (("éclairage", "eclairage-commun"), ("interphone", "interphone"), ("porte", "porte-hall"))
"""Common parts in a bad state, unless what was found has a category of its own."""
MOST_WORDS = 1000


def repair(sender, check, words: str, by, **kwargs) -> Case | None:
    """Receiver: open the request where the check was made, with the pictures of what is broken."""
    category = _category(words)
    if category is None:
        return None
    request = open_request(
        check.service.place, category=category, channel=Channel.FIELD, zone=Zone.COMMON, by=by,
        description=words[:MOST_WORDS],
    )  # fmt: skip
    broken = check.notes.filter(cause="technical").values("item")
    for photo in check.photos.filter(item__in=broken).select_related("picture", "item"):
        if not CasePhoto.objects.filter(case=request.case, picture=photo.picture).exists():
            request.case.add_photo(photo.picture, caption=str(photo.item), by=by)
    return request.case


def _category(words: str) -> Category | None:
    known = Category.objects.active().filter(family=COMMON_PARTS)
    slug = next((slug for word, slug in BY_WORD if word in words.lower()), WORN)
    return known.filter(code=slug).first() or known.filter(code=WORN).first() or known.order_by("pk").first()
