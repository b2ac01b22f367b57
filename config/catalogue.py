"""The words that tenants read, in any language: `locale/<language>/LC_MESSAGES/django.po`, without GNU gettext.

French is the source (msgid). `extract` finds the words of the Python sources and of `templates/tenant/`, `update`
brings them into a catalogue, `compile_all` makes what Django reads. docs/texts.md says how to add a language.
"""

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import polib
from django.conf import settings
from django.template import Template, engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT: Path = settings.BASE_DIR
APPS = ("kpis", "requests_app", "leasing", "proximity", "messaging", "coordination", "housing", "config")
"""Not teams: its catalogue re-words the sign-in pages of a library, which people at work read."""
TENANT_TEMPLATES = ROOT / "templates" / "tenant"
CALLS = {
    "gettext": (None, 0, None), "gettext_lazy": (None, 0, None), "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1), "ngettext_lazy": (None, 0, 1), "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None), "npgettext": (0, 1, 2), "npgettext_lazy": (0, 1, 2),
}  # fmt: skip
"""Function → where its context, its words and their plural stand among its arguments."""
QUOTED = re.compile(r"""_\((?:"([^"]+)"|'([^']+)')\)""")
PERCENT = re.compile(r"%\((\w+)\)")


@dataclass(frozen=True)
class Words:
    """What is to be translated, and the file that says it."""

    msgid: str
    file: str
    plural: str = ""
    context: str | None = None


# --- What the sources say


def extract() -> list[Words]:
    """All that tenants may read, each file in order."""
    sources = [
        path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
    ]
    found = [words for path in sources for words in _of_python(path)]
    found += [words for path in sorted(TENANT_TEMPLATES.rglob("*.*")) for words in _of_template(path)]
    return [words for words in found if words.msgid]


def _of_python(path: Path) -> Iterator[Words]:
    text = path.read_text()
    if "django.utils.translation" not in text:
        return
    tree = ast.parse(text)
    yield from _labels(tree, path)
    names = {
        alias.asname or alias.name: CALLS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in CALLS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (where := _translates(node.func, names)):
            context, words, plural = (None if at is None else _literal(node.args, at) for at in where)
            yield Words(str(words), _named(path), plural or "", context)


def _labels(tree: ast.AST, path: Path) -> Iterator[Words]:
    """The label of an event (`texts.Event`) is the subject of its e-mails: tenants read it too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "Event":
                yield Words(_literal(node.args, 1), _named(path))


def _translates(function: ast.expr, names: dict):
    if isinstance(function, ast.Name):
        return names.get(function.id)
    of_module = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
    if of_module and function.value.id == "translation":  # type: ignore[attr-defined]
        return CALLS.get(function.attr)  # type: ignore[attr-defined]
    return None


def _literal(arguments: list[ast.expr], at: int) -> str:
    """Words put together while the program runs are not found here; who declares them marks them
    (`gettext_noop`)."""
    given = arguments[at] if at < len(arguments) else None
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else ""


def _of_template(path: Path) -> Iterator[Words]:
    source = path.read_text()
    template: Any = Template(source, engine=engines["django"].engine)  # type: ignore[attr-defined]
    for node in template.nodelist.get_nodes_by_type(TranslateNode):
        context = node.message_context and node.message_context.var
        yield Words(str(node.filter_expression.var.literal), _named(path), context=context or None)
    for node in template.nodelist.get_nodes_by_type(BlockTranslateNode):
        yield Words(*_block(node, path))
    for double, single in QUOTED.findall(source):
        yield Words(double or single, _named(path))


def _block(node: BlockTranslateNode, path: Path) -> tuple[str, str, str, str | None]:
    singular, plural = node.render_token_list(node.singular)[0], ""
    if node.plural:
        plural = node.render_token_list(node.plural)[0]
    if node.trimmed:
        singular, plural = (re.sub(r"\s*\n\s*", " ", text.strip()) for text in (singular, plural))
    context: Any = node.message_context
    return singular, _named(path), plural, context.var if context else None


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- Catalogues


def catalogues() -> dict[str, Path]:
    """Language → its catalogue; French needs none."""
    folder = Path(settings.LOCALE_PATHS[0])
    wanted = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return {code: folder / code / "LC_MESSAGES" / "django.po" for code in wanted}


def update(language: str, found: list[Words]) -> polib.POFile:
    """Bring what the sources say into a catalogue, made where there is none. What nobody says any more is kept
    apart, for the day somebody says it again."""
    path = catalogues()[language]
    catalogue = read(path) if path.exists() else _new(language)
    entries: dict[tuple, polib.POEntry] = {}
    for words in found:
        entry = entries.setdefault(
            (words.msgid, words.context),
            polib.POEntry(
                msgid=words.msgid, msgid_plural=words.plural, msgctxt=words.context, occurrences=[],
                msgstr_plural={0: "", 1: ""} if words.plural else {},
            ),
        )  # fmt: skip
        entry.occurrences = sorted({*entry.occurrences, (words.file, "")})
    template = polib.POFile(wrapwidth=110)
    template.extend(entries.values())
    catalogue.merge(template)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return catalogue


def read(path: Path) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=110)


def _new(language: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit", "Language": language,
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }  # fmt: skip
    return catalogue


def faults(catalogue: polib.POFile, found: list[Words]) -> list[str]:
    """Words without a translation, and translations that name other variables than the French."""
    known = {(entry.msgid, entry.msgctxt): entry for entry in catalogue if not entry.obsolete}
    told = []
    for words in dict.fromkeys((one.msgid, one.context) for one in found):
        entry = known.get(words)
        if entry is None or not entry.translated():
            told.append(f"no translation: {words[0]}")
        elif any(_variables(text) != _variables(words[0]) for text in _texts(entry)):
            told.append(f"other variables: {words[0]}")
    return told


def _texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _variables(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name} | set(PERCENT.findall(text))


# --- What Django reads


def is_stale(path: Path) -> bool:
    made = path.with_suffix(".mo")
    return not made.exists() or made.stat().st_mtime < path.stat().st_mtime


def compile_all() -> list[Path]:
    """Compile the catalogues that changed. Two at once do no harm: each file is replaced whole."""
    done = [path for path in catalogues().values() if path.exists() and is_stale(path)]
    for path in done:
        half_made = path.with_suffix(f".{os.getpid()}.tmp")
        read(path).save_as_mofile(str(half_made))
        half_made.replace(path.with_suffix(".mo"))
    return done
