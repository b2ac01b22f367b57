import re

import structlog
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from django_structlog.middlewares import RequestMiddleware


class VaryOnHtmx:
    """Without it the browser's Back button may show a bare fragment (STYLE §2, htmx fact 1)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response


class LightPages(GZipMiddleware):
    """Pages and words for scripts are compressed: a tablet's network is poor. Files are compressed already.

    A random length (BREACH) comes with Django's own middleware, and forms bear a masked token.
    """

    COMPRESSED = ("text/html", "application/json")

    def process_response(self, request, response):
        if response.headers.get("Content-Type", "").startswith(self.COMPRESSED):
            return super().process_response(request, response)
        return response


class PermissionsPolicy:
    """No page asks the browser for a device. A photo comes by a file field, which needs no permission."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response


class RequestLog(RequestMiddleware):
    """One line per request, and its `request_id` given back to the browser for support."""

    @staticmethod
    def format_request(request) -> str:
        """Method and path. Long parts are keys (password reset, invitation, file): never in a log."""
        return f"{request.method} {re.sub(r'[^/]{20,}', '…', request.path)}"

    def handle_response(self, request, response) -> None:
        response.headers["X-Request-Id"] = structlog.contextvars.get_contextvars().get("request_id", "")
        super().handle_response(request, response)
