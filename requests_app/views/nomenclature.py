"""The nomenclature, kept by administrators: categories, signs of urgency, repairs and contracts."""

from django.contrib import messages
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting
from config.web.sheets import excel
from teams.guards import require_role
from teams.roles import Role

from ..models import Category, ItemCover, RepairItem, UrgencySign
from ..nomenclature_forms import CategoryForm, CoverForm, RepairForm, SignForm

METHODS = ("GET", "HEAD", "POST")
COLUMNS = {"famille": ["family", "position", "label"], "categorie": ["label"], "urgence": ["priority", "family"]}
REPAIR_COLUMNS = {"code": ["code"], "element": ["label"], "rubrique": ["area", "code"]}
SHEET = [("Famille", 28), ("Code", 22), ("Catégorie", 36), ("Où", 30), ("Urgence", 16), ("Réparation", 30),
         ("Composant", 28), ("Mots", 60), ("À dire", 60), ("Proposée", 10)]  # fmt: skip
REPAIR_SHEET = [("Code", 8), ("Rubrique", 22), ("Élément", 34), ("Locataire", 60), ("Bailleur", 40),
                ("Décret 87-712", 12), ("Base", 50), ("Vérifié le", 12)]  # fmt: skip


def _categories(request):
    found = Category.objects.select_related("item", "kind").annotate(sign_count=Count("signs"))
    if query := request.GET.get("q", "").strip():
        found = found.filter(label__unaccent__icontains=query)
    sorting = Sorting.read(request, COLUMNS, default="famille")
    return sorting.apply(found), sorting


@require_role(Role.ADMIN)
@require_safe
def categories(request):
    rows, sorting = _categories(request)
    context = {"rows": rows, "sorting": sorting}
    return render(request, partial(request, "requests_app/categories.html", "rows"), context)


@require_role(Role.ADMIN)
@require_safe
def categories_export(request):
    rows, _ = _categories(request)
    told = (
        (one.family_label, one.code, one.label, ", ".join(one.zone_labels), one.get_priority_display(), one.item,
         one.kind, ", ".join(one.words), one.advice, one.active)
        for one in rows
    )  # fmt: skip
    return excel("Catégories de demandes", SHEET, told)


@require_role(Role.ADMIN)
@require_http_methods(METHODS)
def category_create(request):
    return _category(request, Category())


@require_role(Role.ADMIN)
@require_http_methods(METHODS)
def category(request, pk):
    return _category(request, get_object_or_404(Category, pk=pk))


def _category(request, record):
    form = CategoryForm(request.POST or None, instance=record)
    if form.is_valid():
        form.save()
        messages.success(request, f"« {record} » est enregistrée.")
        return redirect("requests_app:category", record.pk)
    signs = list(record.signs.all()) if record.pk else []
    context = {"form": form, "category": record, "signs": signs}
    return render(request, "requests_app/category.html", context, status=422 if form.is_bound else 200)


@require_role(Role.ADMIN)
@require_http_methods(METHODS)
def sign_create(request, pk):
    return _sign(request, UrgencySign(category=get_object_or_404(Category, pk=pk)))


@require_role(Role.ADMIN)
@require_http_methods(METHODS)
def sign(request, pk):
    return _sign(request, get_object_or_404(UrgencySign.objects.select_related("category"), pk=pk))


def _sign(request, record):
    form = SignForm(request.POST or None, instance=record)
    if form.is_valid():
        form.save()
        messages.success(request, f"« {record} » est enregistré.")
        return redirect("requests_app:category", record.category.pk)
    title = str(record) if record.pk else "Nouveau signe d’urgence"
    return _small(request, form, title, record.category, ("Catégories", "requests_app:categories"))


@require_role(Role.ADMIN)
@require_safe
def repairs(request):
    rows, sorting = _repairs(request)
    context = {"rows": rows, "sorting": sorting}
    return render(request, partial(request, "requests_app/repairs.html", "rows"), context)


@require_role(Role.ADMIN)
@require_safe
def repairs_export(request):
    rows, _ = _repairs(request)
    told = (
        (one.code, one.area, one.label, one.tenant_part, one.landlord_part, one.listed, one.basis, one.verified_on)
        for one in rows
    )
    return excel("Réparations locatives", REPAIR_SHEET, told)


def _repairs(request):
    today = ItemCover.objects.filter(period__contains=timezone.localdate()).select_related("residence")
    found = RepairItem.objects.prefetch_related(Prefetch("covers", today, to_attr="in_force"))
    sorting = Sorting.read(request, REPAIR_COLUMNS, default="code")
    return sorting.apply(found), sorting


@require_role(Role.ADMIN)
@require_http_methods(METHODS)
def repair(request, pk):
    record = get_object_or_404(RepairItem, pk=pk)
    form = RepairForm(request.POST or None, instance=record)
    if form.is_valid():
        form.save()
        messages.success(request, f"« {record} » est enregistrée.")
        return redirect("requests_app:repairs")
    covers = record.covers.select_related("residence").order_by("-period", "pk")
    context = {"form": form, "item": record, "covers": covers, "today": timezone.localdate()}
    return render(request, "requests_app/repair.html", context, status=422 if form.is_bound else 200)


@require_role(Role.ADMIN)
@require_http_methods(METHODS)
def cover_create(request, pk):
    item = get_object_or_404(RepairItem, pk=pk)
    form = CoverForm(request.POST or None, instance=ItemCover(item=item), user=request.user)
    if form.is_valid() and form.record():
        messages.success(request, f"{item} : sous contrat.")
        return redirect("requests_app:repair", item.pk)
    return _small(request, form, "Mettre sous contrat", item, ("Qui paie", "requests_app:repairs"))


@require_role(Role.ADMIN)
@require_POST
def cover_end(request, pk):
    cover = get_object_or_404(ItemCover, pk=pk)
    if cover.end(timezone.localdate()):
        messages.success(request, "Le contrat prend fin ce soir.")
    else:
        messages.info(request, "Ce contrat ne vaut pas aujourd’hui : rien n’a changé.")
    return redirect("requests_app:repair", cover.item_id)


def _small(request, form, title, about, back):
    context = {"form": form, "title": title, "about": about, "back_label": back[0], "back": back[1]}
    return render(request, "requests_app/small_form.html", context, status=422 if form.is_bound else 200)
