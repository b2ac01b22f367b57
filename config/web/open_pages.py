"""Pages without an account, behind an address that only its holder knows."""


def without_trace(response):
    """Not in caches, nor in search engines, nor at other sites.

    The referrer stays on this site (`same-origin`): with `no-referrer` a browser hides the origin of a form as
    well, and the protection against forged posts refuses it.
    """
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
