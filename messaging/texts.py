"""The texts of events, and what a text weighs as an SMS (domain.md §11).

An app declares its events in its `AppConfig.ready`:

    declare(Event("request.opened", "Demande enregistrée", "requests", ("reference", "link"),
                  {"fr": "{landlord}: votre demande {reference} est enregistrée. Suivi : {link}"}))

Texts are kept in one segment where possible: `sanitise` writes them with the letters that a plain SMS has.
"""

from dataclasses import dataclass, field

from django.conf import settings

BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = set("^{}\\[~]|€\f")
"""Each takes two places, never parted."""
PLAIN = {
    "ç": "c", "ê": "e", "ë": "e", "â": "a", "î": "i", "ï": "i", "ô": "o", "û": "u", "ÿ": "y", "œ": "oe", "æ": "ae",
    "À": "A", "Â": "A", "È": "E", "Ê": "E", "Ë": "E", "Î": "I", "Ï": "I", "Ô": "O", "Ù": "U", "Û": "U", "Œ": "OE",
    "°": "o", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "•": "-", "\u00a0": " ",
    "\u202f": " ", "\u2009": " ", "\t": " ", "ã": "a", "á": "a", "í": "i", "ó": "o", "ú": "u", "õ": "o",
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """What may be told. `texts`: language → words with `{variables}`; `{landlord}` is always known."""

    code: str
    label: str
    purpose: str
    variables: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    urgent: bool = False


class UnknownEvent(LookupError):
    """No app declares this event."""


_declared: dict[str, Event] = {}


def declare(event: Event) -> None:
    if _declared.setdefault(event.code, event) != event:
        raise ValueError(f"Event {event.code} is declared twice.")


def declared() -> list[Event]:
    return sorted(_declared.values(), key=lambda event: event.label)


def event_of(code: str) -> Event:
    try:
        return _declared[code]
    except KeyError:
        raise UnknownEvent(code) from None


def render(event: str, language: str, context: dict) -> str:
    """The words of an event in a language, French where it has none."""
    known = event_of(event)
    words = known.texts.get(language) or known.texts["fr"]
    return words.format_map({"landlord": settings.LANDLORD_NAME, **context})


def sanitise(text: str) -> str:
    """The same text with the letters of GSM-7 where each has one; what has none (Arabic, an emoji) stays."""
    text = text.replace("« ", '"').replace("«\u00a0", '"').replace("«\u202f", '"').replace("«", '"')
    text = text.replace(" »", '"').replace("\u00a0»", '"').replace("\u202f»", '"').replace("»", '"')
    return "".join(PLAIN.get(letter, letter) for letter in text)


@dataclass(frozen=True)
class Measure:
    encoding: str
    length: int
    """In places of its alphabet: « € » takes two."""
    count: int
    """Segments, each paid for."""


def segments(text: str) -> Measure:
    """GSM-7: 160, or 153 in several. UCS-2: 70, or 67. A letter is never parted."""
    if set(text) <= BASIC | EXTENDED:
        return _measure("gsm7", [2 if letter in EXTENDED else 1 for letter in text], 160, 153)
    return _measure("ucs2", [2 if ord(letter) > 0xFFFF else 1 for letter in text], 70, 67)


def _measure(encoding: str, places: list[int], alone: int, in_several: int) -> Measure:
    length = sum(places)
    if length <= alone:
        return Measure(encoding, length, 1)
    count, used = 1, 0
    for place in places:
        if used + place > in_several:
            count, used = count + 1, 0
        used += place
    return Measure(encoding, length, count)
