"""Commitments: measured as figures are, proven by files, published by somebody, withdrawn."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kpis import commitments, rollup
from kpis.levels import Level
from kpis.models import Charter, Commitment, DailyFact, Proof, Publication, SurveyReading, Target
from teams.workflow import MoveRefused
from tests.housing.factories import LandlordFactory, ResidenceFactory

pytestmark = pytest.mark.django_db
QUESTION = {"measure": "", "question": "Êtes-vous fier de travailler ici ?"}


@pytest.fixture
def charter(db):
    return Charter.objects.create(landlord=LandlordFactory(), name="Nos engagements")


@pytest.fixture
def promise(charter):
    """Ninety requests in a hundred answered in time."""
    return Commitment.objects.create(
        charter=charter, code="E1", text="Traiter vos demandes à temps", measure="REQ03", target=90
    )


@pytest.fixture
def asked(charter):
    return Commitment.objects.create(
        charter=charter, code="C1", text="Une équipe fière", population="staff", target=70, question="Fier ?"
    )


def figure(agency, numerator: int, denominator: int) -> None:
    rollup.run(rebuild=True)
    DailyFact.objects.create(
        measure="REQ03", residence=ResidenceFactory(agency=agency), day=timezone.localdate(),
        numerator=numerator, denominator=denominator,
    )  # fmt: skip


def test_a_commitment_shows_the_figure_of_its_measure(sign_in, director, agency, charter, promise):
    figure(agency, 19, 20)
    page = sign_in(director).get(charter.get_absolute_url()).content.decode()
    assert "95,0" in page
    assert "90,0" in page
    assert "tenu" in page
    assert reverse("kpis:measure", args=["REQ03"]) in page


def test_without_a_target_of_its_own_that_of_the_measure_counts(director, agency, charter, promise):
    figure(agency, 18, 20)
    Target.objects.filter(measure="REQ03").delete()
    Target.objects.create(measure="REQ03", value=95, basis="Essai", period=(dt.date(2020, 1, 1), None))
    Commitment.objects.update(target=None)
    (line,) = commitments.lines(charter, Level(director))
    assert (line.target, line.kept) == (95, False)


def test_too_few_files_prove_nothing(director, agency, charter, promise):
    figure(agency, 2, 2)
    (line,) = commitments.lines(charter, Level(director))
    assert (line.value, line.kept) == (100, None)


def test_a_question_shows_its_last_survey(sign_in, director, charter, asked):
    client = sign_in(director)
    for days, favourable in ((60, 5), (0, 8)):
        day = timezone.localdate() - dt.timedelta(days=days)
        said = {"on": day.isoformat(), "favourable": favourable, "answers": 10, "source": "Baromètre"}
        assert client.post(reverse("kpis:commitment_read", args=[asked.pk]), said).status_code == 302
    (line,) = commitments.lines(charter, Level(director))
    assert (line.said, line.kept) == ("80\u00a0%", True)
    assert SurveyReading.objects.filter(noted_by=director).count() == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"favourable": 11}, "pas plus de favorables"), ({"on": "2999-01-01"}, "Aujourd’hui au plus tard")],
)
def test_a_result_that_cannot_be_is_refused(sign_in, director, asked, wrong, words):
    said = {"on": timezone.localdate().isoformat(), "favourable": 5, "answers": 10, "source": "Baromètre", **wrong}
    response = sign_in(director).post(reverse("kpis:commitment_read", args=[asked.pk]), said)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_measure_has_no_survey(sign_in, director, promise):
    assert sign_in(director).get(reverse("kpis:commitment_read", args=[promise.pk])).status_code == 404


def test_a_director_writes_a_charter_and_its_commitments(sign_in, director):
    client, landlord = sign_in(director), LandlordFactory()
    client.post(reverse("kpis:charter_create"), {"landlord": landlord.pk, "name": "LIVIA", "words": ""})
    charter = Charter.objects.get()
    address = reverse("kpis:commitment_create", args=[charter.pk])
    said = {"code": "E1", "text": "Répondre vite", "population": "tenants", "measure": "REQ01", "question": ""}
    assert client.post(address, said).status_code == 302
    again = client.post(address, said)
    assert (again.status_code, "Ce code est déjà pris" in again.content.decode()) == (422, True)
    both = client.post(address, {**said, "code": "E2", "question": "Vraiment ?"})
    assert (both.status_code, "l’un des deux" in both.content.decode()) == (422, True)
    assert Commitment.objects.get().measure == "REQ01"
    change = reverse("kpis:commitment_change", args=[Commitment.objects.get().pk])
    client.post(change, {**said, **QUESTION})
    assert Commitment.objects.get().question == QUESTION["question"]


def test_a_commitment_is_measured_one_way(charter):
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(charter=charter, code="X", text="Rien")


def test_proofs_are_read_by_the_staff_and_go_with_their_commitment(sign_in, director, caretaker, promise):
    file = SimpleUploadedFile("preuve.pdf", b"%PDF-1.4 essai", content_type="application/pdf")
    sign_in(director).post(reverse("kpis:commitment_prove", args=[promise.pk]), {"title": "Audit", "file": file})
    proof = Proof.objects.get()
    answer = sign_in(caretaker).get(reverse("kpis:proof", args=[proof.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 essai"
    assert answer["X-Content-Type-Options"] == "nosniff"
    sign_in(director).post(reverse("kpis:proof_delete", args=[proof.pk]))
    assert not Proof.objects.exists()


def test_a_file_that_is_not_what_it_says_is_refused(sign_in, director, promise):
    file = SimpleUploadedFile("preuve.pdf", b"MZ essai", content_type="application/pdf")
    response = sign_in(director).post(
        reverse("kpis:commitment_prove", args=[promise.pk]), {"title": "Audit", "file": file}
    )
    assert (response.status_code, Proof.objects.exists()) == (422, False)


def test_what_the_public_reads_is_frozen_and_holds_no_staff(client, sign_in, director, agency, promise, asked):
    figure(agency, 19, 20)
    sign_in(director).post(reverse("kpis:charter_publish", args=[promise.charter.pk]))
    publication = Publication.objects.get()
    assert publication.published_by == director
    DailyFact.objects.all().delete()
    client.logout()
    page = client.get(publication.get_absolute_url())
    assert page.status_code == 200
    text = page.content.decode()
    assert "95,0" in text
    assert asked.text not in text
    assert str(director) not in text


def test_a_new_extract_takes_the_place_of_the_old_and_can_be_withdrawn(client, sign_in, director, promise):
    staff = sign_in(director)
    for _ in range(2):
        staff.post(reverse("kpis:charter_publish", args=[promise.charter.pk]))
    old, new = Publication.objects.order_by("pk")
    assert (old.withdrawn_by, promise.charter.standing) == (director, new)
    staff.post(reverse("kpis:charter_withdraw", args=[new.pk]))
    with pytest.raises(MoveRefused):
        new.withdraw(by=director)
    client.logout()
    for one in (old, new):
        assert client.get(one.get_absolute_url()).status_code == 410


def test_a_charter_without_commitments_to_tenants_is_not_published(sign_in, director, asked):
    sign_in(director).post(reverse("kpis:charter_publish", args=[asked.charter.pk]))
    assert not Publication.objects.exists()


def test_everybody_reads_the_charter_and_only_the_direction_writes_it(sign_in, caretaker, promise):
    client = sign_in(caretaker)
    page = client.get(promise.charter.get_absolute_url())
    assert page.status_code == 200
    assert "Publier" not in page.content.decode()
    for name, pk in (("charter_publish", promise.charter.pk), ("commitment_delete", promise.pk)):
        assert client.post(reverse(f"kpis:{name}", args=[pk])).status_code == 403


def test_a_charter_costs_the_same_with_one_commitment_or_ten(
    sign_in, director, charter, promise, django_assert_max_num_queries
):
    for number in range(2, 11):
        Commitment.objects.create(charter=charter, code=f"E{number}", text="Encore", measure="REL01")
    client = sign_in(director)
    with django_assert_max_num_queries(10):
        client.get(charter.get_absolute_url())
