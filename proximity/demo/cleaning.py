"""A year of cleanliness on the demo's staircases, and the stories of today: who acts when a check fails."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from random import Random

from django.utils import timezone

from coordination import parameters, photos
from coordination.clock import PARIS
from coordination.models import Case, Picture
from teams import demo as people
from teams.models import Agency, User
from teams.roles import Role

from .. import (
    cleaning_checking,
    cleaning_contest,
    cleaning_redo,
    cleaning_remedies,
    cleaning_schedule,
    execution,
    ordering,
    penalty_procedure,
    posting,
)
from ..cleaning_checking import Found
from ..cleaning_parameters import FAIR, GOOD, RANDOM
from ..cleaning_posting import left_to_the_hourly_task
from ..cleaning_score import Limits
from ..models import (
    CleaningCheck,
    CleaningPhoto,
    CleaningRedo,
    CleaningService,
    Contract,
    Contractor,
    OrderVersion,
    Penalty,
    RedoRule,
    Via,
)
from .cleaning_past import happened, moment
from .cleaning_pictures import draw
from .cleaning_stock import cleaned_places
from .cleaning_year import Year

STAINS = ("sol", "hall", "vitre", "bacs")
HALL = {"Z1": "service", "Z3": "service"}


def build(seed: int, today: dt.date, say: Callable[[str], None]) -> None:
    dice = Random(f"cleaning {seed}")
    end = min(timezone.now(), dt.datetime.combine(today, dt.time(17, 30), PARIS))
    worth = parameters.values([GOOD, FAIR])
    pictures = [photos.keep(draw(name)) for name in STAINS]
    places = cleaned_places(dice, today)
    year = Year(dice, end, Limits(worth[GOOD], worth[FAIR]), pictures)
    for place in places:
        year.live(place)
    year.write()
    with left_to_the_hourly_task():
        here, there = (Today(agency, pictures) for agency in Agency.objects.order_by("pk")[:2])
        here.tell(here.answered, here.reduced, here.executed)
        there.tell(there.notified, there.applied)
        here.redo_again()
    now = timezone.now()
    told = CleaningCheck.objects.closed().filter(report_sent_at=None, service__performer="company")
    told.update(report_sent_at=now)
    CleaningRedo.objects.filter(sent_at=None).exclude(sent_to="").update(sent_at=now)
    Penalty.objects.filter(notified_at__isnull=False, notice_sent_at=None).update(notice_sent_at=now)
    OrderVersion.objects.filter(order__case__process="cleaning", mailed_at=None).update(mailed_at=now)
    for firm in Contractor.objects.filter(contracts__kind=Contract.Kind.CLEANING).distinct():
        posting.link_of(firm)
    cleaning_schedule.open_by_lot(here.free[0], today, parameters.value(RANDOM))
    cleaning_schedule.open_due(today)
    say(f"{len(year.checks)} contrôles de propreté de {len(places)} lieux en un an")


def case_of(check: CleaningCheck) -> Case:
    assert check.case  # noqa: S101 - it failed
    return check.case


class Today:
    """The cases that are open now, at each step, made with the verbs that people use."""

    def __init__(self, agency: Agency, pictures: list[Picture]):
        self.agency, self.pictures = agency, pictures
        self.keeper, self.manager = self._who(Role.CARETAKER), self._who(Role.PROXIMITY_MANAGER)
        self.buyer = self._who(Role.CONTRACT_MANAGER)
        self.free = self._places("company")

    def _who(self, role: Role) -> User:
        holders = people.demo_accounts().holding(role).order_by("pk")
        return holders.filter(agencies=self.agency).first() or holders[0]

    def tell(self, *more: Callable[[CleaningService], object]) -> None:
        """What every agency meets, and `more`: each story takes a place of its kind."""
        stories = (self.to_redo, self.contested, self.to_recheck, self.to_penalise, self.usage, self.bulky, *more)
        for story in stories:
            story(self.free.pop(0))
        for service in self._places("caretaker")[:1]:
            self.failed_again(service, self.manager)

    def _places(self, performer: str) -> list[CleaningService]:
        found = CleaningService.objects.filter(residence__agency=self.agency, performer=performer)
        return list(found.with_place().order_by("pk"))

    def fail(self, service: CleaningService, causes=None, by: User | None = None) -> CleaningCheck:
        """A check whose zones `causes` were found dirty."""
        causes, by = HALL if causes is None else causes, by or self.keeper
        check = cleaning_checking.start(service, by=by)
        for zone in check.grid.zones.prefetch_related("items"):
            found = {}
            for rank, item in enumerate(zone.items.all()):
                bad = zone.code in causes and not item.knock_out
                if bad:
                    picture = self.pictures[rank % len(self.pictures)]
                    CleaningPhoto.objects.create(check_made=check, item=item, picture=picture)
                note = int((rank + service.pk) % 4 == 0) if bad else 3
                found[item.pk] = Found(note, causes[zone.code] if bad else "")
            cleaning_checking.note_zone(check, zone, found, by=by)
        cleaning_checking.close(check, by=by)
        return CleaningCheck.objects.with_place().get(pk=check.pk)

    def to_redo(self, service: CleaningService) -> None:
        self.fail(service)

    def contested(self, service: CleaningService) -> None:
        """The company wrote it on its page."""
        cleaning_contest.contest(
            self.fail(service), words="Le hall a été lavé à 7 h, avant le passage des livreurs.", by=None
        )

    def to_recheck(self, service: CleaningService) -> CleaningCheck:
        check = self.fail(service)
        words = "Laver le hall et les paliers, désincruster."
        self._redone(case_of(check), 1, words, "L’entreprise dit être repassée.")
        return check

    def failed_again(self, service: CleaningService, by: User | None = None) -> CleaningCheck:
        check = self.fail(service, by=by)
        self._redone(case_of(check), 2, "Reprendre le hall et l’escalier.", "Dit fait.")
        return self.fail(service, by=by)

    def _redone(self, case: Case, days_ago: int, words: str, said: str) -> None:
        """Checked in the morning, asked for in the hour, done again early the day after."""
        checked, again = 9 + case.pk * 37 % 300 / 60, 7 + case.pk * 53 % 240 / 60
        happened(case, moment(days_ago, checked))
        cleaning_redo.order(case, words=words, by=self.manager, at=moment(days_ago, checked + 0.6))
        cleaning_redo.done(case, text=said, by=self.manager, at=moment(days_ago - 1, again))

    def to_penalise(self, service: CleaningService) -> None:
        self.failed_again(service)

    def proposed(self, service: CleaningService) -> Penalty:
        again = self.failed_again(service)
        return penalty_procedure.propose(
            case_of(again), events=["reprise"], text="Hall toujours sale.", by=self.manager
        )

    def notified(self, service: CleaningService) -> None:
        penalty_procedure.notify(self.proposed(service), by=self.buyer)

    def applied(self, service: CleaningService) -> None:
        penalty = self.proposed(service)
        penalty_procedure.notify(penalty, by=self.buyer)
        penalty_procedure.observe(penalty, words="Un agent absent cette semaine.", by=self.buyer)
        penalty_procedure.confirm(penalty, words="L’absence devait être remplacée.", by=self.buyer)
        on = timezone.localdate()
        penalty_procedure.apply(penalty, invoice=f"F-{on.year}-{penalty.pk:04}", on=on, by=self.buyer)

    def answered(self, service: CleaningService) -> None:
        """By the company, on its page: somebody decides now."""
        penalty = self.proposed(service)
        penalty_procedure.notify(penalty, by=self.buyer)
        words = "Le hall est repassé chaque matin : le chantier voisin le salit dès dix heures."
        penalty_procedure.observe(penalty, words=words, by=None)

    def reduced(self, service: CleaningService) -> None:
        case = case_of(self.failed_again(service))
        text = "Sol du hall terni par le produit : gardé en l’état."
        cleaning_remedies.reduce(case, percent=Decimal(30), text=text, by=self.manager)

    def executed(self, service: CleaningService) -> None:
        """Another firm cleaned, and the company pays what it cost more."""
        case = case_of(self.failed_again(service))
        line = ordering.Line("Remise en état du hall et de l’escalier", Decimal(1), Decimal(360), "u")
        title = "Remettre en état le hall et l’escalier"
        order = ordering.prepare(case, [line], title=title, contractor=self._another(service), by=self.manager)
        ordering.approve_and_send(order, by=self.manager)
        execution.complete(order, "Hall et escalier lavés et désincrustés.", by=None, via=Via.CONTRACTOR)
        execution.accept(order, by=self.manager)
        text = "Deux reprises demandées, aucune faite."
        cleaning_remedies.execute(case, order=order, saved=Decimal(90), text=text, by=self.manager)

    @staticmethod
    def _another(service: CleaningService) -> Contractor:
        others = Contractor.objects.filter(contracts__kind=Contract.Kind.CLEANING).order_by("pk")
        return others.exclude(contracts=service.contract_id)[0]

    def redo_again(self) -> None:
        """From today its contract gives a second redo before a penalty: told last, of a place that is left."""
        service = self.free.pop(0)
        assert service.contract  # noqa: S101 - a company cleans here
        since, basis = timezone.localdate(), "CCAP, article 12, avenant n° 1"
        RedoRule.objects.create(contract=service.contract, most=2, since=since, basis=basis)
        case = case_of(self.failed_again(service))
        words = "Reprendre encore le hall : traces au sol, boîtes aux lettres."
        cleaning_redo.order(case, words=words, by=self.manager)

    def usage(self, service: CleaningService) -> None:
        self.fail(service, {"Z1": "usage", "Z3": "usage"})

    def bulky(self, service: CleaningService) -> None:
        self.fail(service, {"Z5": "bulky", "Z6": "bulky", "Z3": "bulky"})
