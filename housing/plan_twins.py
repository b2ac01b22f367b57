"""New lines of a plan's workbook that look like works already planned: a person decides whether they are."""

from .models import PlannedWork
from .plan_sheets import Verdict, plain_words


def mark_twins(verdicts: list[Verdict], user) -> int:
    """Put on each new line the works of its residence, year and title (accents aside); how many have one."""
    new = [verdict for verdict in verdicts if verdict.status == "new"]
    near = PlannedWork.objects.visible_to(user).filter(
        residence__in={verdict.work.residence_id for verdict in new},
        year__in={verdict.work.year for verdict in new},
    )
    known = list(near.order_by("-pk")) if new else []
    words = plain_words([work.title for work in known] + [verdict.work.title for verdict in new])

    def looks(work: PlannedWork) -> tuple:
        return work.residence_id, work.year, words[work.title]

    first = {looks(work): work for work in known}
    for verdict in new:
        verdict.twin = first.get(looks(verdict.work))
    return sum(verdict.twin is not None for verdict in new)
