from .agencies import Agency, InUse, Team
from .tracked import UserAgency, UserSecondFactor, UserTeam
from .users import LastAdmin, User
from .wording import WordingWarning

__all__ = [
    "Agency",
    "InUse",
    "LastAdmin",
    "Team",
    "User",
    "UserAgency",
    "UserSecondFactor",
    "UserTeam",
    "WordingWarning",
]
