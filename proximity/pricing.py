"""A contract's price list from a spreadsheet: what each line would do, then all of it at once."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from config.web.tables import Unreadable, read_table
from housing.words import plain_words
from teams.workflow import MoveRefused

from .models import Contract, PriceLine, PriceSheet

COLUMNS = {"code": "Code", "label": "Libellé", "unit": "Unité", "price": "Prix HT"}
EXAMPLE = ("PLO-001", "Remplacement d’un mitigeur d’évier", "u", Decimal("128.50"))
MOST = Decimal(10) ** 8
LENGTHS = {"code": 30, "label": 200, "unit": 20}


@dataclass
class Verdict:
    """What a line would do: `new`, `changed`, `unchanged` or `error`."""

    line: int
    given: dict[str, str]
    status: str = "new"
    errors: list[tuple[str, str]] = field(default_factory=list)
    price: Decimal = Decimal(0)
    former: PriceLine | None = None

    def refuse(self, key: str, message: str) -> None:
        self.status = "error"
        self.errors.append((COLUMNS[key], message))


def rows_of(upload) -> list[dict]:
    """The lines of an uploaded file by column, or Unreadable."""
    header, lines = read_table(upload)
    known = {" ".join(plain_words(title)): key for key, title in COLUMNS.items()}
    titles = [" ".join(plain_words(title)) for title in header]
    at = {known[title]: index for index, title in enumerate(titles) if title in known}
    if missing := [title for key, title in COLUMNS.items() if key not in at]:
        raise Unreadable(f"Colonnes absentes de la première ligne : {', '.join(missing)}. Partez du modèle.")
    if not lines:
        raise Unreadable("Ce fichier n’a aucune ligne sous ses titres.")
    return [
        {"line": number, "cells": {key: row[index] if index < len(row) else "" for key, index in at.items()}}
        for number, row in lines
    ]


def judge(contract: Contract, rows: list[dict], day: dt.date) -> list[Verdict]:
    """What each line would do now, nothing written."""
    standing = contract.prices.filter(period__not_lt=DateRange(day, None)).order_by("code", "-period")
    last: dict[str, PriceLine] = {}
    for price in standing:
        last.setdefault(price.code, price)
    seen: dict[str, int] = {}
    return [_judge(Verdict(row["line"], row["cells"]), last, seen, day) for row in rows]


def _judge(verdict: Verdict, last: dict[str, PriceLine], seen: dict[str, int], day: dt.date) -> Verdict:
    given = verdict.given
    for key, title in COLUMNS.items():
        if not given[key]:
            verdict.refuse(key, f"{title} : à remplir.")
        elif len(given[key]) > LENGTHS.get(key, 40):
            verdict.refuse(key, f"{LENGTHS.get(key, 40)} caractères au plus.")
    code = given["code"]
    if code and any(c.isspace() for c in code):
        verdict.refuse("code", "Un code n’a pas d’espace.")
    if code in seen:
        verdict.refuse("code", f"Ce code est déjà à la ligne {seen[code]}.")
    seen.setdefault(code, verdict.line)
    if given["price"]:
        _read_price(verdict)
    verdict.former = last.get(code)
    if verdict.status != "error" and verdict.former:
        _compare(verdict, verdict.former, day)
    return verdict


def _read_price(verdict: Verdict) -> None:
    """« 1 250,50 € », « 1250.5 »."""
    typed = verdict.given["price"].replace("€", "").replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
    try:
        price = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        return verdict.refuse("price", "Ce n’est pas un montant.")
    if not price.is_finite() or not 0 <= price < MOST:
        return verdict.refuse("price", "Un prix est positif, et moindre que cent millions.")
    if price != price.quantize(Decimal("0.01")):
        return verdict.refuse("price", "Deux décimales au plus.")
    verdict.price = price.quantize(Decimal("0.01"))
    return None


def _compare(verdict: Verdict, former: PriceLine, day: dt.date) -> None:
    same = (former.label, former.unit, former.price) == (
        verdict.given["label"], verdict.given["unit"], verdict.price,
    )  # fmt: skip
    if same:
        verdict.status = "unchanged"
    elif former.period.lower >= day:
        verdict.refuse("code", f"Un prix de ce code commence déjà le {former.period.lower:%d/%m/%Y}.")
    else:
        verdict.status = "changed"


def apply(sheet: PriceSheet) -> bool:
    """Write the lines without errors, all or nothing. False when the sheet was applied already."""
    try:
        with transaction.atomic():
            Contract.objects.select_for_update().get(pk=sheet.contract_id)
            if not PriceSheet.objects.filter(pk=sheet.pk, applied_at=None).update(applied_at=timezone.now()):
                return False
            verdicts = judge(sheet.contract, sheet.rows, sheet.starts_on)
            changed = [one for one in verdicts if one.status == "changed"]
            new = [one for one in verdicts if one.status == "new"]
            _end(changed, sheet.starts_on)
            _write([*new, *changed], sheet)
            PriceSheet.objects.filter(pk=sheet.pk).update(created=len(new), changed=len(changed))
    except IntegrityError:
        raise MoveRefused("Les prix ont changé entre-temps : rien n’a été écrit. Relisez l’aperçu.") from None
    sheet.refresh_from_db()
    return True


def _end(changed: list[Verdict], day: dt.date) -> None:
    ended = [one.former for one in changed if one.former]
    for price in ended:
        price.period = DateRange(price.period.lower, day)
    PriceLine.objects.bulk_update(ended, ["period"], batch_size=500)


def _write(verdicts: list[Verdict], sheet: PriceSheet) -> None:
    PriceLine.objects.bulk_create(
        (
            PriceLine(
                contract=sheet.contract, code=one.given["code"], label=one.given["label"], unit=one.given["unit"],
                price=one.price, period=DateRange(sheet.starts_on, None),
            )
            for one in verdicts
        ),
        batch_size=500,
    )  # fmt: skip
