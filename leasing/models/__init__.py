from .imports import LeaseImport, RejectedLease
from .leases import Lease
from .lines import LeaseLine
from .notices import Notice, NoticeWithdrawal
from .parties import LeaseParty
from .zones import PressureZone

from .vacancies import DelayCause, EstimateLine, Vacancy, VacancyFreeze  # isort: skip
from .candidates import Candidate, CommitteeSession, Nomination, Nominator  # isort: skip

__all__ = [
    "Candidate",
    "CommitteeSession",
    "DelayCause",
    "EstimateLine",
    "Lease",
    "LeaseImport",
    "LeaseLine",
    "LeaseParty",
    "Nomination",
    "Nominator",
    "Notice",
    "NoticeWithdrawal",
    "PressureZone",
    "RejectedLease",
    "Vacancy",
    "VacancyFreeze",
]
