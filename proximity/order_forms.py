"""What is ordered: an order prepared from a case, and its variations. Acts on one: `order_act_forms`."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from coordination.forms import ActForm, words
from coordination.models import Priority
from housing.models import ComponentKind

from . import order_plan
from .models import Contract, Contractor, OrderLine, PriceLine, WorkOrder
from .ordering import Line

ROWS = 6
AMOUNT: dict[str, Any] = {"max_digits": 10, "decimal_places": 2, "min_value": 0}


def decimal_input() -> forms.NumberInput:
    return forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"})


class LinesForm(ActForm):
    """Rows of what is ordered: a code of the contract's price list, or words with a price."""

    def __init__(self, *args, contract: Contract | None = None, first: list[OrderLine] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.signed = contract
        for number in range(1, ROWS + 1):
            known = first[number - 1] if first and number <= len(first) else None
            self._add_row(number, known)

    def _add_row(self, number: int, known: OrderLine | None) -> None:
        typed = {"list": "prix", "autocomplete": "off"}
        self.fields[f"code_{number}"] = forms.CharField(
            label="Code", required=False, max_length=30, widget=forms.TextInput(attrs=typed)
        )
        self.fields[f"label_{number}"] = forms.CharField(label="Libellé", required=False, max_length=200)
        self.fields[f"quantity_{number}"] = forms.DecimalField(
            label="Quantité", required=False, max_digits=9, decimal_places=2, min_value=Decimal("0.01"),
            widget=decimal_input(),
        )  # fmt: skip
        self.fields[f"price_{number}"] = forms.DecimalField(
            label="Prix HT (€)", required=False, widget=decimal_input(), **AMOUNT
        )
        if known:
            free = not known.price_line_id
            self.initial.update({
                f"code_{number}": known.code, f"quantity_{number}": known.quantity,
                f"label_{number}": known.label if free else "", f"price_{number}": known.price if free else None,
            })  # fmt: skip

    @property
    def rows(self) -> list[tuple]:
        return [
            tuple(self[f"{name}_{number}"] for name in ("code", "label", "quantity", "price"))
            for number in range(1, ROWS + 1)
        ]

    @property
    def plain(self) -> list:
        return [field for field in self.visible_fields() if field.name.rpartition("_")[2] not in NUMBERS]

    def clean(self):
        data = super().clean() or {}
        contract = data.get("contract", self.signed)
        prices = self._prices(contract, data)
        self.lines = [line for n in range(1, ROWS + 1) if (line := self._line(n, data, contract, prices))]
        if not self.lines and not self.errors:
            self.add_error("code_1", "Commandez au moins une ligne : un code, ou un libellé et son prix.")
        return data

    def _prices(self, contract, data) -> dict[str, PriceLine]:
        codes = [data.get(f"code_{n}") for n in range(1, ROWS + 1) if data.get(f"code_{n}")]
        if not (contract and codes):
            return {}
        known = contract.prices.on(timezone.localdate()).filter(code__in=codes)
        return {line.code: line for line in known}

    def _line(self, n: int, data, contract, prices) -> Line | None:
        code, label = data.get(f"code_{n}", ""), data.get(f"label_{n}", "")
        quantity, price = data.get(f"quantity_{n}"), data.get(f"price_{n}")
        if not (code or label or price is not None):
            return None
        if code:
            if code in prices:
                return Line.of(prices[code], quantity or Decimal(1))
            where = f"au marché {contract.number}" if contract else "sans marché"
            self.add_error(f"code_{n}", f"Ce code n’est pas {where} aujourd’hui.")
        elif not label or price is None:
            self.add_error(f"price_{n}" if label else f"label_{n}", "Dites quoi, et à quel prix.")
        else:
            return Line(label, quantity or Decimal(1), price, "u")
        return None


NUMBERS = {str(number) for number in range(1, ROWS + 1)}


class PrepareForm(LinesForm):
    """An order for a case: who, what, where, for whom; and why, when the plan already holds it."""

    contract = forms.ModelChoiceField(
        Contract.objects.none(), label="Marché", required=False, empty_label="— hors marché —"
    )
    contractor = forms.ModelChoiceField(
        Contractor.objects.none(), label="Entreprise (hors marché)", required=False, empty_label="—"
    )
    title = forms.CharField(label="Objet", max_length=200)
    place = forms.ChoiceField(label="Lieu")
    priority = forms.TypedChoiceField(label="Urgence", choices=Priority, coerce=int)
    kind = forms.ModelChoiceField(
        ComponentKind.objects.all(), label="Composant", required=False, empty_label="— aucun —",
        help_text="Pour savoir si le plan de travaux le prévoit déjà.",
    )  # fmt: skip
    contact = forms.ChoiceField(
        label="Personne à joindre", required=False,
        help_text="L’entreprise reçoit son nom, son téléphone et l’accès, rien d’autre.",
    )  # fmt: skip
    instructions = words("Consignes à l’entreprise", required=False, most=1000)
    override = forms.ChoiceField(
        label="Commander malgré le plan", required=False,
        choices=[("", "— choisir —"), *WorkOrder.Override.choices],
    )  # fmt: skip
    override_reason = forms.CharField(label="Pourquoi", required=False, max_length=300)

    def __init__(self, *args, case, user, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.warned = case, []
        self.people = {str(person.pk): person for person in people}
        levels = filter(None, (case.unit, case.staircase, case.building, case.residence))
        self.places = {f"{place._meta.model_name}-{place.pk}": place for place in levels}
        today = timezone.localdate()
        known = Contract.objects.visible_to(user).on(today).covering(case.residence)
        self.fields["contract"].queryset = known.select_related("contractor").order_by("lot", "number")
        self.fields["contract"].label_from_instance = lambda one: f"{one.lot} · {one.contractor} ({one.number})"
        self.fields["contractor"].queryset = Contractor.objects.visible_to(user).active()
        self.fields["place"].choices = [(code, str(place)) for code, place in self.places.items()]
        self.fields["contact"].choices = [("", "— personne —"), *((pk, str(p)) for pk, p in self.people.items())]

    def clean(self):
        data = super().clean()
        contract, contractor = data.get("contract"), data.get("contractor")
        if not (contract or contractor or self.errors.get("contract") or self.errors.get("contractor")):
            self.add_error("contract", "Choisissez un marché, ou une entreprise hors marché.")
        elif contract and contractor and contract.contractor_id != contractor.pk:
            self.add_error("contractor", "Ce marché est celui d’une autre entreprise : laissez ce champ vide.")
        self._ask_plan(data)
        return data

    def _ask_plan(self, data) -> None:
        place = self.places.get(data.get("place", ""))
        amount = sum((line.amount for line in self.lines), Decimal())
        if place:
            self.warned = order_plan.plan_guard(place, data.get("kind"), amount, timezone.localdate())
        if self.warned and not data.get("override"):
            self.add_error("override", "Le plan le prévoit déjà : dites pourquoi vous commandez quand même.")
        if data.get("override") and not data.get("override_reason"):
            self.add_error("override_reason", "Dites pourquoi, en quelques mots.")

    @property
    def shows_plan(self) -> bool:
        """Whether to ask why one orders in spite of the plan."""
        return bool(self.warned or self["override"].value())

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        contract = data["contract"]
        overrides = bool(data["override"])
        return {
            "title": data["title"], "contract": contract,
            "contractor": contract.contractor if contract else data["contractor"],
            "place": self.places[data["place"]], "kind": data["kind"], "priority": data["priority"],
            "contact": self.people.get(data["contact"]), "instructions": data["instructions"],
            "override": data["override"], "override_reason": data["override_reason"] if overrides else "",
            "planned_work": self.warned[0].work if self.warned and overrides else None, "key": data["key"],
        }  # fmt: skip


class VaryForm(LinesForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = words("Motif", most=300, rows=2)

    field_order = ("version", "reason")
