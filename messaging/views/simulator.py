"""The tenant's telephone, drawn: what it got, and answering as the tenant. Only with the simulated provider."""

from functools import wraps

from django.conf import settings
from django.db.models import Max, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial

from ..forms import AnswerForm, PhoneForm
from ..gateways import simulator
from ..models import Contact, SimulatedPhone

MOST_PHONES = 40
MOST_TEXTS = 100


def with_simulator(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if settings.SMS_GATEWAY != "simulator":
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _phones(request):
    """The telephones that got or sent a text last, with whose they are."""
    mine = SimulatedPhone.objects.visible_to(request.user)
    if asked := request.GET.get("q", "").strip():
        digits = "".join(c for c in asked if c.isdigit()).removeprefix("0")
        named = Contact.objects.visible_to(request.user).filter(last_name__icontains=asked)
        mine = mine.filter(
            Q(number__in=named.values("phones__number")) | (Q(number__contains=digits) if digits else Q(pk__in=[]))
        )
    phones = list(mine.annotate(last=Max("texts__at")).order_by("-last", "pk")[:MOST_PHONES])
    owners = Contact.objects.visible_to(request.user).filter(phones__number__in=[phone.number for phone in phones])
    names: dict[str, list[str]] = {}
    for number, *name in owners.order_by("pk").values_list("phones__number", "first_name", "last_name"):
        names.setdefault(str(number), []).append(" ".join(name).strip())
    for phone in phones:
        phone.owner = ", ".join(names.get(phone.number, []))
    return phones


def _page(request, phone=None, form=None, opening=None, status=200):
    phones = _phones(request)
    chosen = phone or (phones[0] if phones else None)
    if chosen and not hasattr(chosen, "owner"):
        chosen.owner = next((one.owner for one in phones if one.pk == chosen.pk), "")
    texts = list(chosen.texts.order_by("-at", "-pk")[:MOST_TEXTS])[::-1] if chosen else []
    context = {
        "phones": phones, "phone": chosen, "texts": texts, "form": form or AnswerForm(),
        "opening": opening or PhoneForm(), "endings": simulator.ENDINGS,
    }  # fmt: skip
    return render(request, partial(request, "messaging/simulator.html", "screen"), context, status=status)


@require_safe
@with_simulator
def index(request):
    return _page(request)


@require_safe
@with_simulator
def show(request, pk):
    return _page(request, get_object_or_404(SimulatedPhone.objects.visible_to(request.user), pk=pk))


@require_POST
@with_simulator
def answer(request, pk):
    phone = get_object_or_404(SimulatedPhone.objects.visible_to(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        simulator.tenant_says(phone, form.cleaned_data["body"], form.cleaned_data["sid"])
        return redirect("messaging:simulated_phone", pk=phone.pk)
    return _page(request, phone, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@with_simulator
def create(request):
    """Take any telephone in hand: a tenant's, or one that nobody knows."""
    form = PhoneForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["number"]
        known = Contact.objects.visible_to(request.user).filter(phones__number=number).first()
        phone, _ = SimulatedPhone.objects.visible_to(request.user).get_or_create(
            number=number, defaults={"agency_id": known and known.agency_id}
        )
        return redirect("messaging:simulated_phone", pk=phone.pk)
    return _page(request, opening=form, status=422 if form.is_bound else 200)
