"""« Cartographie »: each process as its chain of steps, with what waits at each now."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.web.sheets import excel

from ..cartography import read

SHEET = [
    ("Processus", 24), ("Étape", 34), ("Réalise", 34), ("Répond", 34), ("En attente d’autre chose", 14),
    ("Dossiers en cours", 12), ("En retard", 10), ("Attente médiane (heures)", 14), ("Plus ancien dossier", 16),
    ("Arrivé le", 17),
]  # fmt: skip


@require_safe
def show(request):
    now = timezone.now()
    matrix, chains = read(request.user, now, timezone.localdate())
    return render(request, "coordination/processes.html", {"matrix": matrix, "chains": chains, "now": now})


@require_safe
def export(request):
    _, chains = read(request.user, timezone.now(), timezone.localdate())
    return excel("Cartographie", SHEET, (_row(stop) for chain in chains for stop in chain.stops))


def _row(stop):
    wait = round(stop.wait.total_seconds() / 3600, 1) if stop.wait else None
    oldest = (stop.oldest.case.reference, stop.oldest.received_at) if stop.oldest else ("", None)
    return (
        stop.process.label, stop.step.label, ", ".join(stop.responsible), ", ".join(stop.accountable),
        stop.step.waits, stop.count, stop.late, wait, *oldest,
    )  # fmt: skip
