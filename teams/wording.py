"""What free text should not say of a person (domain.md §10.2): it warns, it never blocks.

A dictionary finds words, regardless of accents and case; numbers are recognised by their keys. Words that the
trade uses otherwise (« fuite malade », « joint », « mur d’enceinte ») are asked for with a person beside them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices


class Category(TextChoices):
    JUDGEMENT = "judgement", "jugement ou insulte"
    HEALTH = "health", "santé"
    ADDICTION = "addiction", "addiction"
    RELIGION = "religion", "religion"
    ORIGIN = "origin", "origine"
    POLITICS = "politics", "opinion politique ou syndicale"
    SEXUALITY = "sexuality", "vie sexuelle"
    OFFENCE = "offence", "infraction ou soupçon"
    FAMILY = "family", "vie familiale"
    SOCIAL_SECURITY = "nir", "numéro de sécurité sociale"
    BANK = "bank", "coordonnées bancaires"


WHY: dict[str, str] = {
    Category.JUDGEMENT: "Décrivez le fait, daté, sans jugement : le locataire peut demander une copie.",
    Category.HEALTH: "La santé ne s’écrit pas ici. Notez la consigne : « appeler avant », « laisser sonner ».",
    Category.ADDICTION: "Décrivez ce qui a été vu et ce qu’il faut faire, pas la cause.",
    Category.RELIGION: "La religion ne s’écrit pas ici.",
    Category.ORIGIN: "L’origine ou la nationalité ne s’écrit pas ici.",
    Category.POLITICS: "Les opinions et l’engagement ne s’écrivent pas ici.",
    Category.SEXUALITY: "La vie privée ne s’écrit pas ici.",
    Category.OFFENCE: "Décrivez les faits constatés ; ne désignez pas de coupable.",
    Category.FAMILY: "Les conflits de famille ne s’écrivent pas ici.",
    Category.SOCIAL_SECURITY: "Ce numéro n’a pas sa place ici : effacez-le.",
    Category.BANK: "Un IBAN ou une carte ne s’écrit jamais en clair : effacez-le.",
}

SOMEONE = (
    r"(?:locataires?|voisin(?:e|s|es)?|personnes?|gens|dames?|hommes?|femmes?|familles?|(?:son|leur) fils|filles?|"
    r"enfants?|maris?|epou(?:x|se)|meres?|peres?|couples?|occupante?s?)"
)
"""Not « Mme »: a name follows, and names may be words (Mme Noire, M. Gay). Not « elle »: doors are « elle »
too."""
NAMED = rf"(?:{SOMEONE}|(?:monsieur|madame|mr?|mme) \w+|qui)"
IS = r"(?:est|sont|etait|semble|parait)(?: tres| assez| un peu| une?| des| completement| lourdement)?"
SHE_IS = rf"(?:{NAMED}|ils?|elles?) {IS}"
NAMED_IS = rf"{NAMED} {IS}"
NATIONALITIES = (
    r"(?:arabe|maghrebin|algerien|marocain|tunisien|turc|turque|malien|senegalais|comorien|congolais|ivoirien|roumain|"
    r"bulgare|portugais|espagnol|italien|polonais|chinois|afghan|syrien|tchetchene|albanais|kosovar|guineen|"
    r"camerounais|haitien|africain|antillais|asiatique|etranger|noir)(?:n?e?s?)"
)

WORDS: dict[str, tuple[str, ...]] = {
    Category.JUDGEMENT: (
        r"cas soci(?:al|aux)", r"cassos", r"mauvais(?:e|es)? payeu(?:r|rs|se)", r"mauvaise foi",
        r"con(?:s|ne|nes|nards?|nasses?)?", r"salop(?:e|es|ards?)", r"salauds?", r"put(?:e|es|ain)", r"encules?",
        r"debiles?", r"cretin(?:e|s|es)?", r"abruti(?:e|s|es)?", r"idiot(?:e|s|es)?", r"imbeciles?",
        r"f(?:ei|ai)gnant(?:e|s|es)?", r"faineant(?:e|s|es)?", r"menteu(?:r|rs|se|ses)", r"hysteriques?",
        r"clochard(?:e|s)?", r"racailles?", r"taree?s?", r"emmerdeu(?:r|rs|se|ses)", r"mythomanes?",
        r"profiteu(?:r|rs|se|ses)", r"procedurier(?:e|s|es)?", r"assistanat", r"(?:une?|des|sale) assistee?s?",
        r"gros porcs?",
        rf"{NAMED_IS} (?:fou|folle|fous|sale|sales|penibles?|insupportables?|infernale?|betes?|dingue)",
        r"(?:il|elle) est (?:fou|folle|dingue)",
        r"sales? (?:types?|gens|bonnes? femmes?|races?|familles?|individus?|bonhommes?)",
        r"vi(?:eux|eille) (?:fou|folle)", rf"{SOMEONE} (?:sales?|penibles?|insupportables?|infernale?)",
    ),
    Category.HEALTH: (
        rf"{SHE_IS} (?:malades?|depressi(?:f|ve|fs|ves)|alitee?s?|senile|handicapee?s?)",
        rf"{NAMED_IS} (?:invalides?|enceintes?|sourde?s?|aveugles?)",
        rf"{SOMEONE} (?:malades?|depressi(?:f|ve)|invalides?|enceintes?|"
        r"sourde?s?|aveugles?|autistes?|handicapee?s?)",
        r"handicap (?:mental|moteur|psychique|physique|lourd)", r"(?:son|leur) handicap",
        r"maladies? (?:mentale|chronique|grave|psychiatrique|d alzheimer|de parkinson|orpheline)s?", r"sa maladie",
        r"cancers?", r"diabet(?:e|ique|iques)", r"alzheimer", r"parkinson", r"schizo(?:s|phrene|phrenes|phrenie)?",
        r"bipolaires?", r"psychiatr\w+", r"psychotiques?", r"parano(?:s|iaque|iaques|ia)?", r"depression nerveuse",
        r"(?:fait|traverse) une depression", r"en pleine depression", r"sa depression",
        r"pension d invalidite", r"carte d invalidite", r"sida", r"vih", r"seropositi(?:f|ve)s?", r"hepatite",
        r"tuberculose", r"epilep\w+", r"asthmatiques?", r"avc", r"infarctus", r"hospitalisee?s?",
        r"chimio(?:therapie)?", r"dialysee?s?", r"autis(?:me|tiques?)", r"trisomi(?:e|que|ques)", r"demence",
        r"diogene", r"malentendante?s?", r"malvoyante?s?", r"(?:est|vit|se deplace) en fauteuil", r"suicid\w+",
        r"anorexi\w+",
    ),
    Category.ADDICTION: (
        r"alcooliques?", r"alcoolis(?:me|ee?s?)", r"alcoolos?", r"ivrognes?", r"poivrots?",
        r"sa?oul(?:arde?s?|ee?)?", r"ivres?", rf"{NAMED_IS} bourree?s?", r"toxicos?", r"toxicoman\w+",
        r"drogu(?:e|es|ee|ees)", r"junkies?", r"cocaine", r"heroine", r"cannabis",
        r"fume(?:nt)? (?:un|des|du) (?:joints?|shit)", r"methadone", r"subutex", r"desintoxication",
        r"cure de sevrage", r"stupefiants?",
    ),
    Category.RELIGION: (
        r"musulman(?:e|s|es)?", r"islam\w*", r"jui(?:f|fs|ve|ves)", r"catholiques?", r"(?:temoins? de )?jehovah",
        r"bouddhistes?", r"salafistes?", r"integristes?", r"evangelistes?", r"femmes? voilees?",
        r"porte le voile", r"niqab", r"burqa", r"hijab", r"ramadan", r"de confession \w+", r"(?:sa|leur) religion",
    ),
    Category.ORIGIN: (
        rf"{SOMEONE} {NATIONALITIES}", rf"{NAMED_IS} {NATIONALITIES}", rf"(?:d )?origine {NATIONALITIES}",
        r"de nationalite \w+", r"arabes?", r"maghrebin(?:e|s|es)?", r"gitan(?:e|s|es)?", r"tziganes?", r"roms",
        r"manouches?", r"romanichels?", r"bougnoules?", r"negres?", r"immigree?s?", r"migrant(?:e|s|es)?",
        r"sans papiers", r"(?:un|des) clandestins?", r"(?:une?|des|les|ces) etrangere?s?(?! (?:a|au|aux) )",
    ),
    Category.POLITICS: (
        r"syndicalistes?", r"syndiquee?s?", r"cgt", r"cfdt", r"delegue syndical", r"militant(?:e|s|es)?",
        r"front national", r"rassemblement national", r"fachos?", r"fascistes?", r"communistes?", r"gauchistes?",
        r"extreme (?:droite|gauche)", r"macronistes?", r"vote(?:nt)? (?:fn|rn|lfi|ps|lr|a droite|a gauche)",
    ),
    Category.SEXUALITY: (
        r"homosexuel\w*", r"lesbiennes?", rf"{SHE_IS} gays?", r"couple gay", r"pedes?", r"gouines?",
        r"trans(?:sexuel\w*|genres?)", r"bisexuel\w*", r"prostitu(?:ee?s?|tion)", r"(?:orientation|vie) sexuelle",
    ),
    Category.OFFENCE: (
        r"delinquant(?:e|s|es)?", rf"{SHE_IS} (?:un |une |des )?vole(?:ur|urs|use|uses)", r"casier judiciaire",
        r"condamnee?s? (?:a \w+ (?:mois|ans?)|pour (?:vols?|violences?|trafic|agression)|par le tribunal)",
        r"(?:en|de) prison", r"incarceree?s?", r"(?:une?|ex|ancien|ancienne) detenue?", r"taulards?",
        r"bracelet electronique", r"dealers?", r"trafiquante?s?", r"(?:point|trafic) de (?:deal|drogue|stup\w*)",
        r"violeurs?", r"pedophiles?", r"terroristes?", r"fichee? s", r"radicalisee?s?",
    ),
    Category.FAMILY: (
        r"violences? conjugales?", r"bat sa femme", r"femmes? battues?", r"en (?:plein|instance de) divorce",
        r"conflits? (?:familia(?:l|ux)|conjuga(?:l|ux))", r"adultere", r"scenes? de menage",
        r"pension alimentaire", r"trompe (?:sa femme|son mari)",
    ),
}  # fmt: skip
FOUND = {code: re.compile(rf"\b(?:{'|'.join(words)})\b") for code, words in WORDS.items()}

NIR = re.compile(
    r"(?<!\d)[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[ab]) ?\d{3} ?\d{3} ?\d{2}(?!\d)", re.IGNORECASE
)
IBAN = re.compile(r"\b([a-z]{2}\d{2}(?: ?[a-z0-9]){11,30})", re.IGNORECASE)
IBAN_LENGTHS = {
    "FR": 27, "MC": 27, "BE": 16, "CH": 21, "DE": 22, "ES": 24, "GB": 22, "IT": 27, "LU": 20, "NL": 18, "PT": 25,
    "RO": 24, "PL": 28, "IE": 22, "LT": 20, "MA": 28, "TN": 24,
}  # fmt: skip
CARD = re.compile(r"(?<!\d)(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|3[47]\d{2})(?:[ -]?\d){11,12}(?!\d)")


@dataclass(frozen=True)
class Finding:
    category: str

    @property
    def label(self) -> str:
        return str(Category(self.category).label)

    @property
    def why(self) -> str:
        return WHY[self.category]


def findings(text: str) -> list[Finding]:
    """What a text says that it should not, each category once. Fast, and never fails."""
    said = plain(text)
    found = [code for code, pattern in FOUND.items() if pattern.search(said)]
    if any(_is_nir(number) for number in NIR.findall(text)):
        found.append(Category.SOCIAL_SECURITY)
    if any(_ibans(text)) or any(_is_card(number) for number in CARD.findall(text)):
        found.append(Category.BANK)
    return [Finding(code) for code in found]


def plain(text: str) -> str:
    """Small letters without accents, words separated by one blank."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare))


def _is_nir(typed: str) -> bool:
    """The key of a social security number: 97 less the number modulo 97; Corsica's letters count as 19 and 18."""
    number = typed.replace(" ", "").upper()
    digits = number[:13].replace("2A", "19").replace("2B", "18")
    return 97 - int(digits) % 97 == int(number[13:])


def _ibans(text: str) -> Iterator[str]:
    for typed in IBAN.findall(text):
        number = typed.replace(" ", "").upper()
        number = number[: IBAN_LENGTHS.get(number[:2], 0)]
        if len(number) == IBAN_LENGTHS.get(number[:2]):
            turned = "".join(str(int(letter, 36)) for letter in number[4:] + number[:4])
            if int(turned) % 97 == 1:
                yield number


def _is_card(typed: str) -> bool:
    digits = [int(c) for c in typed if c.isdigit()]
    doubled = [
        digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(reversed(digits))
    ]
    return len(digits) in (15, 16) and sum(doubled) % 10 == 0
