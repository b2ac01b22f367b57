"""Telephone numbers as one types them, and as networks want them (E.164)."""

import re

import phonenumbers

TYPED = re.compile(r"(?<!\w)(?:\+|00|0)[\s.\-/()]*\d(?:[\s.\-/()]*\d){3,}")
"""A telephone number, or its beginning, in what somebody typed."""
FRENCH = re.compile(r"^(?:\+|00)(?:33|262|590|594|596|508|687|689)0?")
FICTION = "+3363998"
"""Kept by the ARCEP for films, tests and demonstrations: in no numbering plan."""


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


def telephone_in(text: str) -> str:
    """The part of a query that may be a telephone number, as it is written there; empty when there is none."""
    found = TYPED.search(text)
    return found[0] if found else ""


def national_digits(typed: str) -> str:
    """« 06 39 98 12 34 », « +33 (0)6 39… » and « 0033 6 39… » → « 639981234 »: as `Contact.search_text` has it."""
    bare = "".join(c for c in typed if c.isdigit() or c == "+")
    return re.sub(r"\D", "", re.sub(r"^00?", "", FRENCH.sub("", bare)))


def checked(text: str, region: str) -> str | None:
    """The number if it exists in this region's plan: « 0692… » is a number at La Réunion, none in Paris."""
    number = e164(text, region)
    if number is None or number.startswith(FICTION):
        return number
    return number if phonenumbers.is_valid_number(phonenumbers.parse(number)) else None


def takes_sms(number: str) -> bool:
    """Not a fixed line; what no plan knows may take them."""
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(read) != phonenumbers.PhoneNumberType.FIXED_LINE
