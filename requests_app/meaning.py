"""What a tenant's words say to « est-elle réglée ? », as far as a machine may tell.

To go back to work for nothing costs a visit; to close what still leaks costs a tenant's trust: in doubt, a person
reads. Words are those of `messaging.reading.plain`.
"""

import re

from messaging.reading import plain

YES = {"1", "yes", "oui", "ouais", "ok"}
NO = {"2", "no", "non", "nan"}
FIXED = (
    r"(?:re[gs]le|solu|resolu|repare|fini|termine|fait|ok|bon|good|fixed|solved|done|marche|fonctionne|works?|working)"
    r"(?:e|es|s)?"
)
TROUBLE = (
    r"(?:coule|fuit|fuis|goutte|fuite|panne|casse|cassee|bloque|bloquee|bouche|bouchee|froid|froide|leak\w*|broken|"
    r"probleme|problem)s?"
)
NEITHER = r"(?:pas|plus|jamais|rien|not|no|never|aucun|aucune)"
NOT_FIXED = re.compile(
    rf"\b(?:pas|plus|jamais|not|isn t|n est|ne)\s+(?:\w+\s+){{0,2}}{FIXED}\b"
    rf"|\b(?:marche|fonctionne|chauffe|ferme|ouvre|allume|works?|working)\s+(?:\w+\s+)?(?:pas|plus|toujours pas)\b"
    r"|\b(?:toujours|tjrs|tjs|encore|still)\s+(?:pas|not|en panne|rien|personne|le meme|la meme)\b"
    r"|\b(?:rien n a change|personne n est (?:venu|passe)|(?:doesn t|does not|don t) work|pareil|idem)\b"
)
AGAIN = re.compile(
    rf"\b(?:toujours|tjrs|tjs|encore|still|again|de nouveau|a nouveau|recommence\w*|revenue?s?)\b.*\b{TROUBLE}\b"
    rf"|\b{TROUBLE}\b.*\b(?:toujours|tjrs|tjs|encore|still|again|de nouveau|a nouveau|revenue?s?)\b"
    rf"|\b(?:re|a) (?:coule|fuit)\b|\b(?:ca|cela|il|elle|it)\s+(?:re)?{TROUBLE}\b"
    r"|\b(?:ca|c a)\s+(?:a\s+)?recommence\w*\b"
)
GONE = re.compile(
    rf"\b{NEITHER}\s+(?:de\s+|d\s+|un\s+|une\s+|any\s+)?{TROUBLE}\b|\b(?:n|ne)\s+(?:\w+\s+)?{TROUBLE}\s+(?:plus|pas)\b"
    rf"|\b{TROUBLE}\s+plus\b"
)
SOLVED = re.compile(
    rf"(?:c est|ca|cela|tout est|tout|it s|it is|all|est|maintenant|now|bien|oui|yes|1|\s)*\b{FIXED}"
    r"(?:\s+(?:merci|beaucoup|bien|maintenant|now|thanks|thank you|et|bonne|journee|a|vous|pour|tout|super|"
    r"parfait))*"
)


def says_solved(text: str) -> bool | None:
    """True: it is solved. False: it is not. None: a person has to read it."""
    words = plain(text).replace("-", " ").strip(" .")
    first, _, rest = words.partition(" ")
    if words in YES or words in NO:
        return words in YES
    if first in YES and not rest.strip():
        return True
    if GONE.search(words):
        return None
    if NOT_FIXED.search(words) or AGAIN.search(words):
        return False
    if first in NO and not SOLVED.fullmatch(rest):
        return False
    if first in YES and set(rest.split()) <= {"merci", "beaucoup", "thanks", "parfait", "super"}:
        return True
    return True if SOLVED.fullmatch(words) else None
