"""What a tenant's text says, as far as a machine may tell: a file's number, a digit, thanks, or STOP."""

import re
import unicodedata
from dataclasses import dataclass

STOP = {
    "stop",
    "stopall",
    "arret",
    "arreter",
    "desabonner",
    "desabonnement",
    "unsubscribe",
    "desinscrire",
    "end",
    "quit",
}
START = {"start", "reprendre", "reprise", "unstop"}
YES = {"oui", "ouais", "yes", "ok oui"}
NO = {"non", "no", "nan"}
DIGITS = {"un": "1", "une": "1", "one": "1", "deux": "2", "two": "2", "trois": "3", "three": "3", "quatre": "4",
          "cinq": "5", "six": "6", "sept": "7", "huit": "8", "neuf": "9"}  # fmt: skip
THANKS = {
    "merci", "mercii", "mrc", "mci", "thanks", "thank", "thx", "ok", "okay", "oki", "dac", "daccord", "accord",
    "parfait", "super", "top", "nickel", "genial", "recu", "note",
}  # fmt: skip
POLITE = THANKS | {
    "you", "d", "tres", "bien", "bonne", "bon", "journee", "soiree", "beaucoup", "a", "vous", "de", "votre",
    "reponse", "pour", "cordialement", "bonjour", "bonsoir", "monsieur", "madame", "c", "est", "au", "revoir",
    "et",
}  # fmt: skip
MOST_THANKS = 8
"""Words of a text that only thanks."""

REFERENCE = re.compile(r"\bd[\s.-]*(\d{2})[\s.-]+0*(\d{1,9})\b|\bd[\s.-]?(\d{2})(0\d{5})\b")
SHORT = re.compile(r"\bd[\s.-]?(\d{1,9})\b|\b(?:dossier|demande|ref|reference)\s*(?:n|no|numero)?\s*0*(\d{1,9})\b")


@dataclass(frozen=True)
class Reading:
    """`answer`: a digit as « 1 », « yes », « no », else the plain words. `codes`: the numbers a file may have."""

    answer: str
    codes: tuple[int, ...] = ()
    stops: bool = False
    starts: bool = False
    thanks: bool = False

    @property
    def is_bare(self) -> bool:
        """Nothing but an answer to something we asked."""
        return self.answer in ("yes", "no") or (self.answer.isdecimal() and len(self.answer) == 1)


def plain(text: str) -> str:
    """Small letters without accents, words parted by one blank."""
    flat = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("’", "'"))
    kept = "".join(c if c.isalnum() or c in "-." else " " for c in flat if not unicodedata.combining(c))
    return " ".join(kept.split())


def read(text: str) -> Reading:
    """Never fails, whatever is written."""
    words = plain(text)
    bare = words.strip(" .-")
    return Reading(
        answer=_answer(bare),
        codes=_codes(words),
        stops=bare in STOP,
        starts=bare in START,
        thanks=_only_thanks(bare, text),
    )


def _answer(bare: str) -> str:
    found = re.fullmatch(r"(?:reponse|rep|choix|tapez|le|la)?[\s.:-]*(\d)(?:[\s.-]*(?:merci|svp|stp))?", bare)
    if found:
        return found[1]
    if bare in DIGITS:
        return DIGITS[bare]
    if bare in YES:
        return "yes"
    if bare in NO:
        return "no"
    return bare


def _codes(words: str) -> tuple[int, ...]:
    """Full references first: « D-26-000042 » is 42, not 26."""
    found, rest = [], words
    for match in REFERENCE.finditer(words):
        found.append(int(match[2] or match[4]))
    rest = REFERENCE.sub(" ", words)
    for match in SHORT.finditer(rest):
        found.append(int(match[1] or match[2]))
    return tuple(dict.fromkeys(found))


def _only_thanks(bare: str, text: str) -> bool:
    """« Merci ! », « ok parfait », a thumb: nothing a person has to read."""
    words = re.split(r"[\s.'-]+", bare) if bare else []
    if not words:
        return bool(text.strip()) and not any(c.isalnum() or c in "?!" for c in text)
    return len(words) <= MOST_THANKS and set(words) <= POLITE and bool(set(words) & THANKS) and "?" not in text


def short_code(reference: str) -> str:
    """« D-26-000042 » → « D42 »: what a text quotes, and a tenant types back."""
    return f"D{int(reference.rpartition('-')[2])}"
