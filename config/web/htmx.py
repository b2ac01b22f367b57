"""Which part of a template answers a request."""


def partial(request, template: str, name: str) -> str:
    """The page, or just its named partial when htmx asks for a swap."""
    htmx = request.htmx
    swap = htmx and not htmx.boosted and not htmx.history_restore_request
    return f"{template}#{name}" if swap else template
