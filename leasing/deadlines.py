"""Days of the law: months of notice (CPC 641), answers to an offer of housing (CPC 641, 642)."""

import datetime as dt

from coordination.clock import add_months, holidays_of

DAY = dt.timedelta(days=1)


def next_open_day(day: dt.date, *, alsace_moselle: bool = False) -> dt.date:
    """This day, or the first after it that is no Saturday, Sunday or public holiday."""
    while day.weekday() >= 5 or day in holidays_of(day.year, alsace_moselle):
        day += DAY
    return day


def answer_deadline(notified_on: dt.date, days: int, *, alsace_moselle: bool = False) -> dt.date:
    """Until the end of which day a candidate may answer: the day of the notification does not count, and an answer
    due on a closed day may come on the next open one. A registered letter that was not collected counts from its
    first presentation."""
    return next_open_day(notified_on + days * DAY, alsace_moselle=alsace_moselle)


def end_of_notice(received_on: dt.date, months: int, *, to_open_day: bool = False) -> dt.date:
    """The last day of a notice. `to_open_day`: the landlord moves it as CPC 642 does, which is not the use."""
    end = add_months(received_on, months)
    return next_open_day(end) if to_open_day else end
