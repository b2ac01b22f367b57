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
ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Lower case letters and digits, words separated by one space: what two spellings share."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", bare.lower()).strip()


@lru_cache(maxsize=50_000)
def readable(text: str, longest: int = 120) -> str:
    """« RES. U SAN GABRIELLU » → « Résidence U San Gabriellu ». A text with small letters keeps its case."""
    text = re.sub(r"[\s_]+", " ", text).strip(" -.,/")
    if text.isupper():
        words = re.split(r"([ '’/.-]+)", text)
        text = "".join(
            _word(word, place, words[place + 1 : place + 2] in (["'"], ["’"])) for place, word in enumerate(words)
        )
    else:
        text = re.sub(r"\bR\?sidence\b", "Résidence", text)
    text = re.sub(r"\b(Bâtiment|Résidence|Escalier|Avenue|Boulevard|Route|Place)\.(?=\s|$)", r"\1", text)
    return text[:longest].rstrip()


def _word(word: str, place: int, elided: bool) -> str:
    lower = word.lower()
    if place and lower in SMALL and (len(word) > 1 or elided):
        return lower
    if lower in WORDS:
        return WORDS[lower]
    if lower in UPPER:
        return word
    if re.fullmatch(r"\d+(ER|E|EME|ERE)", word):
        return lower
    if len(word) == 1 or any(c.isdigit() for c in word) or ROMAN.fullmatch(word):
        return word
    return word.capitalize()
