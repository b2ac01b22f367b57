"""Names as people read them, from labels as files write them; and the plain form that keys compare."""

import re
import unicodedata
from functools import lru_cache

SMALL = {
    "de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "à", "a", "au", "aux", "sur", "sous", "un", "une",
    "par", "pour", "dit", "dite", "di", "da", "del", "della", "u",
}  # fmt: skip
WORDS = {
    "batiment": "Bâtiment", "bat": "Bâtiment", "bt": "Bâtiment", "bât": "Bâtiment", "residence": "Résidence",
    "res": "Résidence", "resid": "Résidence", "cite": "Cité", "entree": "Entrée", "esc": "Escalier",
    "allee": "Allée", "montee": "Montée", "av": "Avenue", "ave": "Avenue", "bd": "Boulevard", "bld": "Boulevard",
    "rte": "Route", "pl": "Place", "imp": "Impasse", "che": "Chemin", "chem": "Chemin", "qu": "Quartier",
    "quart": "Quartier", "lot": "Lotissement", "sq": "Square", "pass": "Passage",
}  # fmt: skip
UPPER = {"hlm", "hbm", "zac", "zup", "zi", "rn", "crous", "opac", "opah"}
NO_LETTER = re.compile(r"[^a-z0-9]+")
GAPS = re.compile(r"[\s_]+")
BETWEEN = re.compile(r"([ '’/.-]+)")
LOST_ACCENT = re.compile(r"\bR\?sidence\b")
POINT = re.compile(r"\b(Bâtiment|Résidence|Escalier|Avenue|Boulevard|Route|Place)\.(?=\s|$)")
ORDINAL = re.compile(r"\d+(ER|E|EME|ERE)")
DIGIT = re.compile(r"\d")
ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Lower case letters and digits, words separated by one space: what two spellings share."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return NO_LETTER.sub(" ", text.lower()).strip()


@lru_cache(maxsize=50_000)
def readable(text: str, longest: int = 120) -> str:
    """« RES. U SAN GABRIELLU » → « Résidence U San Gabriellu ». A text with small letters keeps its case."""
    text = GAPS.sub(" ", text).strip(" -.,/")
    if text.isupper():
        words = BETWEEN.split(text)
        text = "".join(
            _word(word, place, words[place + 1 : place + 2] in (["'"], ["’"])) for place, word in enumerate(words)
        )
    else:
        text = LOST_ACCENT.sub("Résidence", text)
    text = POINT.sub(r"\1", text)
    return text[:longest].rstrip()


def _word(word: str, place: int, elided: bool) -> str:
    lower = word.lower()
    if place and lower in SMALL and (len(word) > 1 or elided):
        return lower
    if lower in WORDS:
        return WORDS[lower]
    if lower in UPPER:
        return word
    if ORDINAL.fullmatch(word):
        return lower
    if len(word) == 1 or DIGIT.search(word) or ROMAN.fullmatch(word):
        return word
    return word.capitalize()
