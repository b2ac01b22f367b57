"""The texts of events, and what a text weighs as an SMS (domain.md §11).

An app declares its events in its `AppConfig.ready`; the French words are the msgid of the catalogues in `locale/`:

    from django.utils.translation import gettext_noop as _

    declare(Event("request.opened", "Demande enregistrée", "requests", ("reference", "link"),
                  _("{landlord} : votre demande {reference} est enregistrée. Suivi : {link}")))

Texts are kept in one segment where possible: `sanitise` writes them with the letters that a plain SMS has.
"""

from dataclasses import dataclass, field
from string import Formatter

from django.conf import settings
from django.utils import translation

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
EXAMPLES = {
    "reference": "D42", "link": "https://palier.example/s/aB3d9K",
    "date": "05/12", "day": "24/11", "from": "8h", "to": "10h", "company": "Dupont", "phone": "01 02 03 04 05",
    "delay": "48h", "title": "fuite sous l’évier", "what": "fuite sous l’évier", "place": "hall 3",
    "choices": "1 pour la fuite, 2 pour l’ascenseur", "cause": "pièce en commande",
}  # fmt: skip
"""Values for a preview, by the names that variables usually have."""


@dataclass(frozen=True)
class Event:
    """What may be told. `text`: French words with `{variables}`, marked with `gettext_noop`; `{landlord}` is
    always known. `examples`: values for the preview, where `EXAMPLES` has none that fit."""

    code: str
    label: str
    purpose: str
    variables: tuple[str, ...]
    text: str
    urgent: bool = False
    examples: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def known(self) -> tuple[str, ...]:
        """What its words may name."""
        return ("landlord", *self.variables)

    @property
    def preview_values(self) -> dict[str, str]:
        found = {name: self.examples.get(name) or EXAMPLES.get(name, name.upper()) for name in self.known}
        return {**found, "landlord": settings.LANDLORD_NAME}


class UnknownEvent(LookupError):
    """No app declares this event."""


class BadVariables(ValueError):
    """Words with braces that name nothing simple: « {0} », « {name.attribute} », a lonely « { »."""


_declared: dict[str, Event] = {}


def declare(event: Event) -> None:
    if unknown := variables_of(event.text) - set(event.known):
        raise ValueError(f"Event {event.code} names {', '.join(sorted(unknown))}, which it does not declare.")
    if _declared.setdefault(event.code, event) != event:
        raise ValueError(f"Event {event.code} is declared twice.")


def declared() -> list[Event]:
    return sorted(_declared.values(), key=lambda event: (event.label, event.code))


def event_of(code: str) -> Event:
    try:
        return _declared[code]
    except KeyError:
        raise UnknownEvent(code) from None


def variables_of(words: str) -> set[str]:
    """The names between braces. BadVariables for anything but a bare name: words come from people too."""
    try:
        parts = [part for part in Formatter().parse(words) if part[1] is not None]
    except ValueError as error:
        raise BadVariables from error
    if any(spec or conversion or not name or not name.isidentifier() for _, name, spec, conversion in parts):
        raise BadVariables
    return {str(name) for _, name, _, _ in parts}


def refusal(event: Event, body: str) -> str:
    """Why these words cannot be the event's, in French; empty when they can."""
    names = ", ".join(f"{{{name}}}" for name in event.known)
    try:
        named = variables_of(body)
    except BadVariables:
        return f"Les accolades ne servent qu’aux valeurs : {names}."
    if unknown := sorted(named - set(event.known)):
        return f"Valeur inconnue : {', '.join(unknown)}. On peut écrire : {names}."
    if missing := sorted(variables_of(event.text) - named):
        return f"Il manque : {', '.join(f'{{{name}}}' for name in missing)}."
    return ""


def subject(event: Event, language: str) -> str:
    """What an e-mail or a letter is about."""
    with translation.override(language):
        return translation.gettext(event.label)


def original(event: Event, language: str) -> str:
    """The words of the catalogue in a language, French where it has none."""
    with translation.override(language):
        return translation.gettext(event.text)


@dataclass(frozen=True)
class Words:
    """What is sent for an event, before its variables are filled in. `version`: key of the `TextVersion`, if
    any."""

    body: str
    version: int | None = None

    def fill(self, context: dict) -> str:
        return self.body.format_map({"landlord": settings.LANDLORD_NAME, **context})


def words(code: str, language: str) -> Words:
    """An administrator's last version, else the catalogue's; in French where the language has neither."""
    from .models import TextVersion

    event = event_of(code)
    known = {
        one.language: one for one in TextVersion.objects.filter(event=code, language__in=[language, "fr"]).latest()
    }
    return choose(event, language, known)


def choose(event: Event, language: str, versions: dict) -> Words:
    """Among the last versions by language."""
    version, french = versions.get(language), versions.get("fr")
    if version and version.body:
        return Words(version.body, version.pk)
    body = original(event, language)
    if body == event.text and french and french.body:
        return Words(french.body, french.pk)
    return Words(body)


def render(event: str, language: str, context: dict) -> str:
    """The words of an event in a language, filled in."""
    return words(event, language).fill(context)


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
