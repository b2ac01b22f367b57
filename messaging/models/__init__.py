from .contacts import Channel, ChannelChoice, Contact, Occupancy, Phone  # isort: skip
from .text_versions import TextVersion  # isort: skip
from .questions import Option, Question  # isort: skip
from .messages import PAGE, Direction, Message  # isort: skip
from .letters import Letter  # isort: skip
from .optouts import OptOut  # isort: skip
from .reports import StatusReport  # isort: skip
from .retention import MessageRetention  # isort: skip
from .simulated import SimulatedPhone, SimulatedSms  # isort: skip

__all__ = [
    "PAGE",
    "Channel",
    "ChannelChoice",
    "Contact",
    "Direction",
    "Letter",
    "Message",
    "MessageRetention",
    "Occupancy",
    "OptOut",
    "Option",
    "Phone",
    "Question",
    "SimulatedPhone",
    "SimulatedSms",
    "StatusReport",
    "TextVersion",
]
