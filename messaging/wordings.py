"""The texts of events as an administrator sees them: in each language, filled in with example values, weighed."""

from dataclasses import dataclass

from django.conf import settings

from . import texts
from .models import TextVersion
from .models.contacts import Purpose

CATALOGUE = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Wording:
    """An event in one language. `changed`: the last version, unless the catalogue's words are sent again."""

    event: texts.Event
    language: str
    body: str
    last: TextVersion | None

    @property
    def language_label(self) -> str:
        return CATALOGUE.get(self.language, self.language)

    @property
    def changed(self) -> TextVersion | None:
        return self.last if self.last and self.last.body else None

    @property
    def number(self) -> int:
        return self.last.number if self.last else 0

    @property
    def is_missing(self) -> bool:
        """No words of its own: people who read it get French."""
        return (
            self.language != "fr"
            and not self.changed
            and texts.original(self.event, self.language) == self.event.text
        )

    @property
    def preview(self) -> str:
        return preview(self.event, self.body)

    @property
    def measure(self) -> texts.Measure:
        return texts.segments(self.preview)

    @property
    def is_heavy(self) -> bool:
        return self.measure.count > 1 or self.measure.encoding == "ucs2"

    def change(self, body: str, *, seen: int, by) -> TextVersion:
        """These words from now on; none: the catalogue's again."""
        return TextVersion.objects.replace(self.event.code, self.language, body, seen=seen, by=by)


@dataclass(frozen=True)
class Told:
    """An event with all its wordings, for the list."""

    event: texts.Event
    wordings: tuple[Wording, ...]

    @property
    def purpose(self) -> str:
        return str(Purpose(self.event.purpose).label)

    @property
    def is_changed(self) -> bool:
        return any(wording.changed for wording in self.wordings)

    @property
    def is_heavy(self) -> bool:
        return any(wording.is_heavy for wording in self.wordings)


def preview(event: texts.Event, body: str) -> str:
    """As the tenant would read it by SMS; the words themselves where a value is wrongly named."""
    if texts.refusal(event, body):
        return texts.sanitise(body)
    return texts.sanitise(body.format_map(event.preview_values))


def wordings(event: texts.Event, versions: dict[tuple[str, str], TextVersion]) -> tuple[Wording, ...]:
    mine = {language: version for (code, language), version in versions.items() if code == event.code}
    return tuple(
        Wording(event, language, texts.choose(event, language, mine).body, mine.get(language))
        for language in CATALOGUE
    )


def all_told() -> list[Told]:
    """Every event; one query."""
    versions = _latest(TextVersion.objects.all())
    return [Told(event, wordings(event, versions)) for event in texts.declared()]


def told(event: texts.Event) -> Told:
    return Told(event, wordings(event, _latest(TextVersion.objects.filter(event=event.code))))


def _latest(rows) -> dict[tuple[str, str], TextVersion]:
    return {(one.event, one.language): one for one in rows.latest().select_related("by")}


def history(event: texts.Event) -> list[TextVersion]:
    """Newest first."""
    return list(TextVersion.objects.filter(event=event.code).select_related("by").order_by("-created_at", "-pk"))
