"""Notice: how long it runs, what proves it, and what stays of it when it is corrected or withdrawn."""

import datetime as dt
import uuid

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from coordination.models import Parameter
from leasing import parameters as p
from leasing.models import Notice, NoticeWithdrawal, PressureZone, Vacancy
from leasing.notice_period import reckon
from leasing.reasons import RULES, TOLD, Reason
from messaging.models import Channel, Message
from teams.workflow import MoveRefused
from tests.leasing.factories import a_lease
from tests.messaging.factories import a_contact

D = dt.date
RECEIVED = D(2026, 9, 3)
pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    return PressureZone.objects.create(
        commune_code="96001", commune_name="Montorvel", period=DateRange(D(2013, 8, 26), None),
        basis="Décret n° 2013-392, annexe",
    )  # fmt: skip


def give(lease, by=None, **given):
    defaults = {"received_on": RECEIVED, "reason": Reason.COMMON, "channel": Notice.Channel.REGISTERED}
    return Notice.objects.receive(lease, by=by, **{**defaults, **given})


MONTHS = {
    Reason.COMMON: 3, Reason.PRESSURE_ZONE: 1, Reason.FIRST_JOB: 1, Reason.JOB_MOVE: 1, Reason.JOB_LOSS: 1,
    Reason.NEW_JOB: 1, Reason.HEALTH: 1, Reason.VIOLENCE: 1, Reason.RSA: 1, Reason.AAH: 1,
    Reason.SOCIAL_HOUSING: 1, Reason.SAME_LANDLORD: 1, Reason.OTHER_LANDLORD: 1, Reason.DEMOLITION: 6,
}  # fmt: skip


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason not in TOLD])
def test_each_reason_has_its_months_and_its_text(zone, reason):
    told = reckon(reason, RECEIVED, proven=True, commune_code="96001")
    assert told.months == MONTHS[reason]
    assert told.basis
    assert told.ends_on == D(2026, 9 + told.months, 3) if told.months < 4 else D(2027, 3, 3)
    assert not told.warning


@pytest.mark.parametrize("reason", [reason for reason, rule in RULES.items() if rule.proof])
def test_without_its_proof_a_reason_counts_for_nothing(reason):
    told = reckon(reason, RECEIVED, proven=False)
    assert (told.months, told.ends_on) == (3, D(2026, 12, 3))
    assert "Sans justificatif" in told.warning


def test_a_commune_short_of_homes_counts_from_the_day_it_is_listed(zone):
    assert reckon(Reason.PRESSURE_ZONE, D(2013, 8, 25), proven=False, commune_code="96001").months == 3
    assert reckon(Reason.PRESSURE_ZONE, D(2013, 8, 26), proven=False, commune_code="96001").months == 1
    elsewhere = reckon(Reason.PRESSURE_ZONE, RECEIVED, proven=False, commune_code="20033")
    assert elsewhere.months == 3
    assert "zone tendue" in elsewhere.warning


def test_the_landlord_may_keep_two_months_for_another_landlord():
    assert reckon(Reason.OTHER_LANDLORD, RECEIVED, proven=True).months == 1
    Parameter.objects.filter(code=p.KEEPS_LONG).update(value=1)
    told = reckon(Reason.OTHER_LANDLORD, RECEIVED, proven=True)
    assert (told.months, told.basis) == (2, "CCH, art. L. 353-15 II")


def test_the_rule_of_the_day_of_receipt_counts():
    Parameter.objects.filter(code=p.NOTICE).update(period=DateRange(D(2000, 1, 1), D(2026, 10, 1)))
    Parameter.objects.create(code=p.NOTICE, value=2, basis="Loi à venir", period=DateRange(D(2026, 10, 1), None))
    assert reckon(Reason.COMMON, D(2026, 9, 30), proven=False).months == 3
    assert reckon(Reason.COMMON, D(2026, 10, 1), proven=False).basis == "Loi à venir"


@pytest.mark.parametrize("reason", TOLD)
def test_no_notice_runs_after_a_death_or_an_eviction(lease, reason):
    notice = give(lease, reason=reason, ends_on=D(2026, 9, 1), channel=Notice.Channel.OTHER)
    lease.refresh_from_db()
    assert (notice.months, lease.last_day) == (None, D(2026, 9, 1))
    assert not Message.objects.exists()


def test_a_notice_ends_the_lease_and_the_occupancy_and_is_acknowledged(lease, tenant, officer):
    notice = give(lease, by=officer)
    assert (lease.last_day, notice.months) == (D(2026, 12, 3), 3)
    assert tenant.occupancies.get().until == D(2026, 12, 3)
    message = Message.objects.get()
    assert (message.channel, message.contact) == (Channel.SMS, tenant)
    assert "03/09/2026" in message.body
    assert "03/12/2026" in message.body
    assert message.segments == 1


def test_who_chose_letters_gets_a_letter(lease, tenant):
    tenant.set_choices({"requests": Channel.LETTER})
    give(lease)
    assert Message.objects.get().channel == Channel.LETTER


def test_every_holder_is_told_nobody_else(home, agency):
    holder, partner, child = (a_contact(agency) for _ in range(3))
    lease = a_lease(home, holder, partner)
    lease.parties.create(contact=child, role="occupant")
    give(lease)
    assert set(Message.objects.values_list("contact", flat=True)) == {holder.pk, partner.pk}


def test_the_same_form_sent_twice_gives_one_notice(lease):
    key = uuid.uuid4()
    assert give(lease, key=key) == give(lease, key=key)
    assert Message.objects.count() == 1


def test_a_second_notice_is_refused(lease):
    give(lease)
    with pytest.raises(MoveRefused, match="corrigez"):
        give(lease)


def test_a_corrected_notice_stays_as_it_was(lease, officer):
    first = give(lease, reason=Reason.RSA, proof_received=False)
    second = first.correct(by=officer, received_on=RECEIVED, reason=Reason.RSA, proof_received=True)
    first.refresh_from_db()
    lease.refresh_from_db()
    assert (first.is_current, first.months, second.months) == (False, 3, 1)
    assert (second.supersedes, lease.last_day) == (first, D(2026, 10, 3))
    assert Message.objects.order_by("pk").last().body.count("03/10/2026") == 1
    with pytest.raises(MoveRefused, match="entre-temps"):
        first.correct(by=officer, received_on=RECEIVED)


def test_a_withdrawn_notice_gives_the_lease_back(lease, tenant, officer):
    notice = give(lease)
    notice.withdraw("Reste, accord donné.", by=officer)
    lease.refresh_from_db()
    assert lease.last_day is None
    assert tenant.occupancies.get().until is None
    assert NoticeWithdrawal.objects.get().by == officer
    assert not lease.notices.get().is_current
    with pytest.raises(MoveRefused):
        notice.withdraw("Encore", by=officer)


def test_a_home_let_again_keeps_its_notice(lease, home, officer):
    notice = give(lease)
    Vacancy.objects.update(certainty=Vacancy.Certainty.FINAL, ready_on=D(2026, 12, 3))
    a_lease(home, starts_on=D(2026, 12, 4))
    with pytest.raises(MoveRefused, match="déjà loué"):
        notice.withdraw("Trop tard", by=officer)
    notice.refresh_from_db()
    assert notice.is_current


def test_who_gives_the_keys_back_has_left(lease, tenant):
    notice = give(lease)
    notice.return_keys(D(2026, 11, 20), forwarding_address="3 rue Neuve, 96000 Montorvel")
    lease.refresh_from_db()
    assert tenant.occupancies.get().until == D(2026, 11, 20)
    assert lease.last_day == D(2026, 12, 3)
    assert notice.forwarding_address.startswith("3 rue")


def test_a_correction_keeps_the_keys(lease, officer):
    notice = give(lease)
    notice.return_keys(D(2026, 11, 20))
    assert notice.correct(by=officer, received_on=RECEIVED).keys_on == D(2026, 11, 20)
