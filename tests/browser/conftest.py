"""Browser tests: the system's Chromium, a live server, and no complaint in the console tolerated.

Fixtures: `signed_in_page(user)` opens a page already signed in, `axe(page)` asserts that nothing serious
is inaccessible. Playwright's own `page` is watched too.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

# Playwright keeps an event loop in the thread of the tests; the ORM is used outside of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
SECOND_TRY = pytest.mark.flaky(reruns=1)
"""Browser, server and database share two cores with another worker: one page too slow is told (R), no failure."""
DATABASE = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(DATABASE)
            item.add_marker(SECOND_TRY)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(
                    pytest.mark.skip(reason="Chromium is not installed (Debian: apt install chromium)")
                )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if CHROMIUM is None:
        pytest.fail("Chromium is not installed, and continuous integration does not do without.")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "fr-FR", "timezone_id": "Europe/Paris",
            "viewport": {"width": 1440, "height": 900}}  # fmt: skip


ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
MAP_TILES = re.compile(r"^https://data\.geopf\.fr/")
# htmx says so when a page is left, or a letter typed, before the answer came.
GIVEN_UP = ("htmx:sendAbort", "htmx:afterRequest")
ELSEWHERE = re.compile(r"^(?!(https?://(localhost|127\.0\.0\.1)[:/]|data:|blob:|about:))")


FORM_COMES_BACK = "status of 422"
"""What Chromium says when a form comes back with its errors."""


@pytest.fixture(autouse=True)
def no_complaint(context):
    """Console errors (refusals of the content policy among them), exceptions, failed requests: none passes."""
    complaints = []
    context.set_default_timeout(10_000)
    context.set_default_navigation_timeout(30_000)  # The first page of a busy run compiles its templates.

    def refuse(route):
        complaints.append(f"asked for {route.request.url}")
        route.abort()

    def hear(line):
        said = line.text.startswith(GIVEN_UP) or FORM_COMES_BACK in line.text
        if line.type == "error" and not said:
            complaints.append(f"{line.text} {line.location}")

    context.route(ELSEWHERE, refuse)
    context.route(MAP_TILES, lambda route: route.fulfill(body=ONE_PIXEL, content_type="image/png"))
    context.on("console", hear)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("requestfailed", lambda request: "ABORTED" in (request.failure or "") or complaints.append(
        f"{request.url}: {request.failure}"))  # fmt: skip
    yield complaints
    assert complaints == []


@pytest.fixture
def visit(context, live_server):
    """`visit(user)`: a page whose session is the user's, at the live server or at another address."""

    def make(user, address=None):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        here = {"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address or live_server.url}
        context.add_cookies([here])
        return context.new_page()

    return make


@pytest.fixture
def signed_in_page(visit):
    return visit


AXE = (settings.NODE_MODULES / "axe-core/axe.min.js").read_text()


@pytest.fixture
def axe():
    """`axe(page)`: nothing serious or critical by axe-core's rules, WCAG 2.1 A and AA among them."""

    def check(page, where=""):
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE)  # by the debugger's door, which the content policy does not close
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        serious = [
            f"{violation['id']} ({violation['help']}): {node['html'][:160]} {node['failureSummary'][:200]}"
            for violation in found["violations"]
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"][:3]
        ]
        assert serious == [], f"{where}\n" + "\n".join(serious)

    return check
