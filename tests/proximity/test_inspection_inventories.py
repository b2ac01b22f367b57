"""État des lieux: whole, signed, compared, costed; and what the vacancy hears of it, through the case alone."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination import costing
from leasing.models import Vacancy
from proximity import inventorying
from proximity.models import CostLine, Inventory, WearRule
from proximity.models.inventories import compare
from teams.workflow import MoveRefused
from tests.leasing.factories import a_lease
from tests.leasing.vacancies import a_vacancy, fresh, steps, visit
from tests.messaging.factories import a_contact
from tests.proximity.inspecting import Kind, a_home, a_picture, an_inventory, grade, signed

pytestmark = pytest.mark.django_db
Cause = CostLine.Cause


@pytest.fixture
def home(agency):
    return a_home(agency)


def a_line(**values) -> CostLine:
    said = {"label": "Peinture du séjour", "cause": Cause.DAMAGE, "quantity": 2, "unit_price": Decimal(150)}
    return CostLine(**{**said, **values})


def rule(code="PEINTURE") -> WearRule:
    return WearRule.objects.get(code=code)


def years_ago(count: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=count * 366)


def test_an_exit_begins_with_who_lives_there_and_the_last_entry(home, caretaker, agency):
    entry = signed(an_inventory(home, caretaker, Kind.MOVE_IN), caretaker)
    inventorying.finish(entry, by=caretaker)
    tenant = a_contact(agency, first_name="Nadia", last_name="Petit")
    tenant.move_in(home, since=timezone.localdate() - dt.timedelta(days=300))
    found = inventorying.start(Kind.MOVE_OUT, home, by=caretaker)
    assert (found.tenant, found.entry) == (tenant, entry)
    assert "Petit" in found.tenant_name


def test_an_entry_that_is_not_finished_is_compared_with_nothing(home, caretaker):
    an_inventory(home, caretaker, Kind.MOVE_IN)
    assert inventorying.start(Kind.MOVE_OUT, home, by=caretaker).entry is None


@pytest.mark.parametrize(
    ("forget", "told"),
    [
        (lambda one: one.readings.all().delete(), "compteur"),
        (lambda one: one.keys.all().delete(), "clés"),
        (lambda one: setattr(one, "tenant_name", ""), "nom du locataire"),
        (lambda one: one.inspection.signatures.filter(party="tenant").delete(), "signature du locataire"),
        (lambda one: one.inspection.signatures.filter(party="landlord").delete(), "signature du bailleur"),
    ],
)
def test_an_inventory_does_not_end_without_what_the_decree_asks_for(home, caretaker, forget, told):
    inventory = signed(an_inventory(home, caretaker), caretaker)
    forget(inventory)
    with pytest.raises(MoveRefused, match=told):
        inventorying.finish(inventory, by=caretaker)


def test_a_bailiff_signs_for_both(home, caretaker):
    inventory = an_inventory(home, caretaker)
    inventory.inspection.answer_rest(by=caretaker)
    inventorying.sign(inventory.inspection, party="bailiff", name="Me Roux", picture=a_picture())
    inventorying.finish(inventory, by=caretaker)
    assert inventory.inspection.finished_at


def test_one_signs_or_is_absent_and_signing_again_replaces(home, caretaker):
    inspection = an_inventory(home, caretaker).inspection
    for wrong in ({"absent": True, "picture": a_picture()}, {"absent": False}):
        with pytest.raises(MoveRefused, match="Signez"):
            inventorying.sign(inspection, party="tenant", name="Nadia", **wrong)
    inventorying.sign(inspection, party="tenant", name="Nadia", absent=True)
    inventorying.sign(inspection, party="tenant", name="Nadia Petit", picture=a_picture())
    assert inspection.signatures.get().absent is False


def test_the_comparison_shows_what_is_worse_and_what_is_gone(home, caretaker):
    entry = an_inventory(home, caretaker, Kind.MOVE_IN)
    entry.inspection.answer_rest(by=caretaker)
    leaving = an_inventory(home, caretaker).inspection
    leaving.answer_rest(by=caretaker)
    wall = leaving.points.select_related("item__scale").get(room="Séjour", item__label="Murs")
    leaving.answer(wall, grade=wall.item.scale.grades.get(label="Usé"), by=caretaker)
    leaving.points.filter(room="WC", item__label="Sol").delete()
    pairs = compare(leaving, entry.inspection)
    assert [(pair.room, pair.label) for pair in pairs if pair.worse] == [("Séjour", "Murs")]
    assert [(pair.room, pair.label) for pair in pairs if pair.exit is None] == [("WC", "Sol")]
    assert not any(pair.worse for pair in compare(leaving, None))


# --- costing


@pytest.mark.parametrize(
    ("values", "payer", "tenant"),
    [
        ({"cause": Cause.WEAR}, "Bailleur", "0"),
        ({"cause": Cause.DEFECT}, "Bailleur", "0"),
        ({"cause": Cause.CLEANING}, "Locataire", "300.00"),
        ({"cause": Cause.MISSING}, "Locataire", "300.00"),
        ({"cause": Cause.DELIBERATE}, "Locataire", "300.00"),
        ({"cause": Cause.CONTRACT}, "Contrat", "0"),
        ({"cause": Cause.CLAIM}, "À vérifier", "0"),
        ({"cause": Cause.DAMAGE}, "Locataire", "300.00"),
    ],
)
def test_the_cause_says_who_pays(home, caretaker, values, payer, tenant):
    line = inventorying.add_line(an_inventory(home, caretaker), a_line(**values))
    assert (line.payer, line.tenant_amount) == (payer, Decimal(tenant))
    assert line.tenant_amount + line.landlord_amount + line.other_amount == line.amount == 300


def test_a_damage_is_the_tenants_less_the_wear(home, caretaker):
    line = inventorying.add_line(an_inventory(home, caretaker), a_line(rule=rule(), renovated_on=years_ago(3)))
    assert (line.share, line.tenant_amount, line.landlord_amount) == (70, 210, 90)
    assert line.payer == "Locataire et bailleur"


def test_wear_counts_from_a_day_that_must_be_known(home, caretaker):
    with pytest.raises(MoveRefused, match="réfection"):
        inventorying.add_line(an_inventory(home, caretaker), a_line(rule=rule()))


def test_the_database_refuses_shares_that_do_not_sum(home, caretaker):
    line = inventorying.add_line(an_inventory(home, caretaker), a_line())
    with pytest.raises(IntegrityError), transaction.atomic():
        CostLine.objects.filter(pk=line.pk).update(tenant_amount=1)


# --- the vacancy, through its case


@pytest.fixture
def vacancy(home, agency, agent):
    lease = a_lease(home, a_contact(agency, last_name="Petit"), number="2020-000001")
    return visit(a_vacancy(lease, agent), agent)


def an_exit(vacancy, caretaker) -> Inventory:
    return signed(an_inventory(vacancy.unit, caretaker, case=vacancy.case), caretaker)


def test_the_end_of_an_exit_ends_the_step_of_the_case(vacancy, caretaker):
    inventory = an_exit(vacancy, caretaker)
    key = uuid.uuid4()
    inventorying.finish(inventory, by=caretaker, key=key)
    inventorying.finish(inventory, by=caretaker, key=key)
    assert "check_out" not in steps(vacancy)
    assert "costing" in steps(vacancy)
    assert fresh(vacancy).keys_on == timezone.localdate()
    assert vacancy.case.entries.filter(text__contains="Clés : 3").exists()


def test_the_costing_reaches_the_vacancy_and_its_step(vacancy, caretaker):
    inventory = an_exit(vacancy, caretaker)
    inventorying.finish(inventory, by=caretaker)
    inventorying.add_line(inventory, a_line(rule=rule(), renovated_on=years_ago(3)))
    inventorying.add_line(inventory, a_line(label="Faïence", cause=Cause.WEAR, quantity=1))
    key = uuid.uuid4()
    inventorying.send_costing(inventory, "medium", by=caretaker, key=key)
    inventorying.send_costing(inventory, "medium", by=caretaker, key=key)
    told = fresh(vacancy)
    assert (told.works, told.works_cost, told.tenant_share) == (Vacancy.Works.MEDIUM, 450, 210)
    assert "works_order" in steps(vacancy)
    assert told.case.facts["works"] == "medium"


def test_a_costing_without_works_goes_to_the_acceptance(vacancy, caretaker):
    inventory = an_exit(vacancy, caretaker)
    inventorying.finish(inventory, by=caretaker)
    inventorying.send_costing(inventory, costing.NO_WORKS, by=caretaker)
    assert "acceptance" in steps(vacancy)
    assert fresh(vacancy).works_cost == 0


def test_a_costing_that_was_sent_does_not_change(vacancy, caretaker):
    inventory = an_exit(vacancy, caretaker)
    inventorying.finish(inventory, by=caretaker)
    line = inventorying.add_line(inventory, a_line())
    inventorying.send_costing(inventory, "light", by=caretaker)
    for act in (
        lambda: inventorying.add_line(inventory, a_line()),
        lambda: inventorying.remove_line(inventory, line.pk),
        lambda: inventorying.send_costing(inventory, "light", by=caretaker, key=uuid.uuid4()),
    ):
        with pytest.raises(MoveRefused, match="ne se modifie plus"):
            act()


def test_a_costing_is_refused_when_nothing_waits_for_it(vacancy, agency, caretaker):
    alone = signed(an_inventory(a_home(agency), caretaker), caretaker)
    inventorying.finish(alone, by=caretaker)
    with pytest.raises(MoveRefused, match="aucun dossier"):
        inventorying.send_costing(alone, "light", by=caretaker)
    running = an_exit(vacancy, caretaker)
    with pytest.raises(MoveRefused, match="Terminez"):
        inventorying.send_costing(running, "light", by=caretaker)
    with pytest.raises(MoveRefused, match="n’attend pas"):
        costing.tell(vacancy.case, costing.Costing(Decimal(1), Decimal(0), "light"), by=caretaker)
    inventorying.finish(running, by=caretaker)
    with pytest.raises(MoveRefused, match="au moins une ligne"):
        inventorying.send_costing(running, "light", by=caretaker)


def test_an_entry_before_the_home_is_ready_is_refused_whole(vacancy, caretaker):
    vacancy.case.ask("check_in", by=caretaker)
    entry = signed(an_inventory(vacancy.unit, caretaker, Kind.MOVE_IN, case=vacancy.case), caretaker)
    with pytest.raises(MoveRefused, match="bon à louer"), transaction.atomic():
        inventorying.finish(entry, by=caretaker)
    entry.inspection.refresh_from_db()
    assert entry.inspection.is_running


def test_bad_points_of_an_exit_belong_to_the_case(vacancy, caretaker):
    inventory = an_exit(vacancy, caretaker)
    grade(inventory.inspection, "Cuvette, chasse d’eau", "Hors service", by=caretaker, pictures=[a_picture()])
    inventorying.finish(inventory, by=caretaker)
    assert inventory.inspection.findings.get().case == vacancy.case
