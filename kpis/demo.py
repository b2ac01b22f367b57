"""A charter of the fictional landlord: what it promises its tenants and its people, and what it publishes."""

from collections.abc import Callable

from django.utils import timezone

from housing.models import Landlord
from teams import demo as teams

from . import commitments
from .levels import Level
from .models import Charter, Commitment, SurveyReading

WORDS = "Des engagements mesurés chaque mois et publiés chaque année."
TENANTS = [
    ("E1", "Prendre en charge votre demande en deux jours", "REQ01"),
    ("E2", "Traiter votre demande dans le délai annoncé", "REQ03"),
    ("E3", "Des parties communes propres, contrôlées", "PRO01"),
    ("E4", "Des équipements contrôlés comme la loi le demande", "REG01"),
]
STAFF = "Des équipes qui savent qui fait quoi"
QUESTION = "Savez-vous à qui transmettre un dossier ?"


def build(say: Callable[[str], None]) -> None:
    director, landlord = teams.account("direction"), Landlord.objects.order_by("pk").first()
    if landlord is None or Charter.objects.exists():
        return
    charter = Charter.objects.create(landlord=landlord, name="Nos engagements de service", words=WORDS)
    Commitment.objects.bulk_create(
        Commitment(charter=charter, code=code, text=text, measure=measure,
                   proof="Les dossiers derrière le chiffre.")
        for code, text, measure in TENANTS
    )  # fmt: skip
    asked = Commitment.objects.create(
        charter=charter, code="C1", text=STAFF, population=Commitment.Population.STAFF, question=QUESTION,
        target=80, proof="Le baromètre interne, deux fois par an.",
    )  # fmt: skip
    SurveyReading.objects.create(
        commitment=asked, on=timezone.localdate(), favourable=61, answers=74, source="Baromètre interne",
        noted_by=director,
    )  # fmt: skip
    charter.publish(commitments.extract(charter, Level(director)), by=director)
    say(f"Engagements : {charter}, {charter.commitments.count()} engagements, un extrait publié.")
