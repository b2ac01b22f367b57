"""Telephone numbers as one types them, and as networks want them (E.164)."""

import phonenumbers


def e164(text: str, region: str = "FR") -> str | None:
    """« 06 39 98 12 34 » → « +33639981234 »; None for what cannot be a number.

    Possible is enough: numbers kept for fiction (ARCEP: 06 39 98 xx xx) are in no numbering plan, yet tests and
    the demo use nothing else.
    """
    try:
        read = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(read):
        return None
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)


def readable(number: str) -> str:
    """« 06 39 98 12 34 » for a French number, « +44 … » for others, the text itself when it is none."""
    try:
        read = phonenumbers.parse(number, "FR")
    except phonenumbers.NumberParseException:
        return number
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(read, style.NATIONAL if read.country_code == 33 else style.INTERNATIONAL)
