from coordination.opening import open_case

LEAK = {"family": "T1"}


def a_case(place, *, by, **words):
    """A tenant's request: a leak under the sink, to be handled."""
    values = {"title": "Fuite sous l’évier", "facts": LEAK, **words}
    return open_case(values.pop("process", "request"), values.pop("step", "handling"), place, by=by, **values)
