from .processes import Process  # isort: skip
from .calendars import Delay, Priority, ServiceLevel, WorkingCalendar  # isort: skip
from .responsibilities import Responsibility, ResponsibilityMatrix  # isort: skip
from .entries import Entry  # isort: skip
from .promises import Promise  # isort: skip
from .pauses import Pause  # isort: skip
from .parameters import Parameter, ParameterUnit  # isort: skip
from .photos import CasePhoto, Picture  # isort: skip
from .cases import Case  # isort: skip
from .tasks import Task  # isort: skip
from .feeds import CalendarFeed  # isort: skip

__all__ = [
    "CalendarFeed",
    "Case",
    "CasePhoto",
    "Delay",
    "Entry",
    "Parameter",
    "ParameterUnit",
    "Pause",
    "Picture",
    "Priority",
    "Process",
    "Promise",
    "Responsibility",
    "ResponsibilityMatrix",
    "ServiceLevel",
    "Task",
    "WorkingCalendar",
]
