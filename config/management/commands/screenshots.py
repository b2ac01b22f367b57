"""Take a picture of each main screen, on a running server that holds the small demo.

All of them go to `var/screenshots`; the few that README shows go to `docs/images`, small enough to commit.
"""

import io
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from config.dev.screens import Screen, screens
from teams import demo

WIDTHS = {1440: 900, 1024: 768, 390: 844}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"]
LARGEST = 150_000


class Command(BaseCommand):
    help = "Photographie les écrans principaux d’un serveur qui tourne avec la petite démonstration."

    def add_arguments(self, parser):
        parser.add_argument("address", help="par exemple http://localhost:8000")
        parser.add_argument("--only", default="", help="les écrans dont le nom contient ce texte")

    def handle(self, *, address, only, **options):
        try:
            from playwright.sync_api import sync_playwright
        except ImportError as error:
            raise CommandError("Il faut les paquets de test : bin/setup test.") from error
        # Playwright runs an event loop, in which Django refuses queries: they are all made before.
        wanted = [screen for screen in screens() if only in screen.name]
        with sync_playwright() as playwright:
            camera = Camera(playwright, address.rstrip("/"))
            for screen in wanted:
                for width, height in WIDTHS.items():
                    for theme in ("light", "dark") if screen.dark else ("light",):
                        camera.take(screen, width, height, theme)
                self.stdout.write(screen.name)
            camera.close()
        for problem in camera.problems:
            self.stderr.write(problem)


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise CommandError("Chromium manque : apt install chromium.")


class Camera:
    def __init__(self, playwright, address: str):
        self.address, self.host = address, urlsplit(address).netloc
        self.browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        self.pages: dict = {}
        self.problems: list[str] = []
        self.folder = Path(settings.VAR) / "screenshots"
        self.images = Path(settings.BASE_DIR) / "docs" / "images"
        for folder in (self.folder, self.images):
            folder.mkdir(parents=True, exist_ok=True)

    def close(self) -> None:
        self.browser.close()

    def take(self, screen: Screen, width: int, height: int, theme: str) -> None:
        page = self._page(screen.mailbox)
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": height})
        answer = page.goto(self.address + screen.path)
        page.wait_for_load_state("networkidle")
        if not answer.ok:
            self.problems.append(f"{screen.name} : réponse {answer.status}")
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wider > 0:
            self.problems.append(f"{screen.name}, {width} px : déborde de {wider} px")
        if screen.shown == (width, theme):
            (self.images / f"{screen.name}.png").write_bytes(small(page.screenshot()))
        page.screenshot(path=self.folder / f"{screen.name}-{width}-{theme}.png", full_page=True)

    def _page(self, mailbox: str):
        """One signed-in page for each person. Nothing is fetched from elsewhere: the map has no tiles."""
        if mailbox not in self.pages:
            page = self.browser.new_context(locale="fr-FR", timezone_id="Europe/Paris").new_page()
            page.route(lambda url: urlsplit(url).netloc != self.host, lambda route: route.abort())
            page.on("console", lambda message: self._heard(page, message))
            self.pages[mailbox] = page
            if not mailbox:
                return page
            page.goto(f"{self.address}{reverse('account_login')}")
            page.fill("[name=login]", f"{mailbox}{demo.DOMAIN}")
            page.fill("[name=password]", demo.PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_load_state("networkidle")
        return self.pages[mailbox]

    def _heard(self, page, message) -> None:
        if message.type == "error" and "ERR_FAILED" not in message.text:
            self.problems.append(f"{urlsplit(page.url).path} : {message.text[:200]}")


def small(png: bytes) -> bytes:
    """As few colours as it takes to be small; the same bytes for the same picture."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()
