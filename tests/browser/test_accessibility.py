"""Each main screen, light and dark, on a desk and on a phone: no serious barrier, no sideways scroll."""

import pytest

from tests.browser.screens import PUBLIC_SCREENS, SCREENS, stock
from tests.teams.factories import AgencyFactory, UserFactory

AT_ONCE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { transition: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
PAINTED = "(scheme) => (document.documentElement.dataset.bsTheme ?? scheme) === scheme"
MODES = [("light", 1440), ("dark", 1440), ("light", 390)]


def settle(page, under_way):
    """Until nothing is under way, and still nothing frames later: what came may ask for more."""
    quiet = 0
    for _ in range(500):
        page.evaluate(FRAMES)
        quiet = 0 if under_way else quiet + 1
        if quiet == 3:
            return
    pytest.fail(f"Still under way: {[request.url for request in under_way]}")


def look(page, axe, url, name):
    under_way = set()
    page.on("request", lambda request: under_way.add(request))
    page.on("requestfinished", lambda request: under_way.discard(request))
    page.on("requestfailed", lambda request: under_way.discard(request))
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    answer = page.goto(url)
    assert answer.status == 200, f"{name}: {answer.status}"
    settle(page, under_way)
    page.evaluate(AT_ONCE)
    for scheme, width in MODES:
        where = f"{name}, {scheme}, {width} px"
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(PAINTED, arg=scheme)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{where}: {over} px too wide"
        axe(page, where)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_open_to_everybody(name, visit, axe, live_server):
    address, role = SCREENS[name]
    user = UserFactory(roles=[role], agencies=[AgencyFactory()])
    look(visit(user), axe, live_server.url + address(stock(user)), name)


@pytest.mark.parametrize("name", PUBLIC_SCREENS)
def test_a_public_screen_is_open_to_everybody(name, page, axe, live_server):
    look(page, axe, live_server.url + PUBLIC_SCREENS[name](), name)
