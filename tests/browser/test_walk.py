"""A newcomer's first minutes: sign in, search, open a residence and a home, change theme, use the keyboard."""

from django.urls import reverse
from playwright.sync_api import expect

from teams.roles import Role
from tests.browser.screens import stock
from tests.teams.factories import PASSWORD, AgencyFactory, UserFactory


def test_a_new_user_signs_in_and_walks_through_the_stock(page, live_server):
    user = UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[AgencyFactory()])
    place = stock(user)

    page.goto(live_server.url)
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mon travail")

    page.wait_for_load_state("networkidle")

    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("lilas")
    page.locator("#search-results a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(live_server.url + place.residence.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Les Lilas")


def test_the_keyboard_goes_to_the_main_places(visit, live_server, agent):
    page = visit(agent)
    page.goto(live_server.url + reverse("housing:search"))
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url(live_server.url + reverse("housing:residences"))  # loaded, so that it hears the next keys
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url(live_server.url + reverse("coordination:work"))


def test_the_theme_chosen_is_kept(visit, live_server, agent):
    page = visit(agent)
    page.goto(live_server.url + reverse("housing:residences"))
    page.get_by_label("Thème clair ou sombre").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
