"""The search of the header, and its page of results."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.web.htmx import partial

from ..search import search


@require_safe
def results(request):
    query = request.GET.get("q", "").strip()[:100]
    template = partial(request, "housing/search.html", "results")
    context = {"query": query, "found": search(query, request.user, "short" if "#" in template else "page")}
    return render(request, template, context)
