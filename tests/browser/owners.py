"""Who has the ball of a case, as its page says it: the answer that both founding examples are about."""


def owners(person, case) -> list[str]:
    """The names that stand on the page of the case, read at this person's browser (`page`, `base`)."""
    person.page.goto(person.base + case.get_absolute_url())
    return person.page.locator(".ball-task > p:first-child").all_inner_texts()
