"""A poster as a sheet to print: A4, its code large, its words readable from two steps away and aloud."""

import segno
from django.conf import settings

from messaging.letters import pdf

from .models import Poster

STYLE = settings.BASE_DIR / "static" / "css" / "poster.css"


def sheet(poster: Poster) -> bytes:
    """NoPango when the machine cannot make PDF."""
    code = segno.make(poster.address, error="m", micro=False)
    drawn = code.svg_inline(scale=10, border=4, svgclass="code", lineclass=None, omitsize=True)
    first = poster.staircase or poster.residence.staircases.order_by("pk").first()
    context = {
        "poster": poster, "code": drawn, "address": first.address if first else poster.residence.commune_name,
        "landlord": settings.LANDLORD_NAME, "phone": settings.LANDLORD_PHONE,
    }  # fmt: skip
    return pdf("requests_app/poster.html", context, style=STYLE)
