"""What one does about a check that failed: contest and answer, order again, say it is done, propose a penalty."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from coordination.models import Case
from coordination.views.acts import METHODS, answer
from teams.guards import require_role

from .. import cleaning_contest, cleaning_redo, cleaning_remedies, penalty_procedure
from ..cleaning_access import MAY_ACT, MAY_ANSWER, MAY_CHECK, MAY_PROPOSE
from ..cleaning_forms import AnswerForm, ExecutionForm, ProposeForm, ReductionForm, WordsForm
from ..cleaning_outcome import open_task
from .cleaning_checks import check_of


def _case(request, reference, step) -> Case:
    """The case, if its open task is this person's to move (else 403)."""
    found = Case.objects.visible_to(request.user).filter(process="cleaning").select_related("residence", "process")
    case = get_object_or_404(found, reference=reference)
    task = open_task(case, step)
    if task is None:
        raise Http404
    task.case = case
    if not task.may_be_moved_by(request.user):
        raise PermissionDenied
    return case


def _answer_on_check(request, check, form, do, title, button, done):
    """A check without a case has a page of its own to come back to."""
    place = check.case or check
    return answer(request, form, do, case=place, title=title, button=button, done=done)


@require_role(*MAY_CHECK)
@require_http_methods(METHODS)
def contest(request, pk):
    check = check_of(request, pk)
    form = WordsForm(request.POST or None, label="Ce que dit l’exécutant")

    def do():
        cleaning_contest.contest(check, words=form.cleaned_data["words"], by=request.user)

    return _answer_on_check(request, check, form, do, "Contester le contrôle", "Noter", "Contestation notée.")


@require_role(*MAY_ANSWER)
@require_http_methods(METHODS)
def reply(request, pk):
    check = check_of(request, pk)
    if check.own_contest is None:
        raise Http404
    form = AnswerForm(request.POST or None)

    def do():
        data = form.cleaned_data
        cleaning_contest.answer(
            check.own_contest, upheld=data["upheld"] == "oui", words=data["words"], by=request.user
        )

    return _answer_on_check(request, check, form, do, "Répondre à la contestation", "Répondre", "Réponse notée.")


@require_role(*MAY_ACT)
@require_http_methods(METHODS)
def redo(request, reference):
    case = _case(request, reference, "response")
    form = WordsForm(request.POST or None, label="À reprendre", help_text="L’entreprise reçoit ces mots.")

    def do():
        data = form.cleaned_data
        cleaning_redo.order(case, words=data["words"], by=request.user, key=data["key"])

    return answer(request, form, do, case=case, title="Demander la reprise", button="Demander",
                  done="Reprise demandée.")  # fmt: skip


@require_role(*MAY_ACT)
@require_http_methods(METHODS)
def redone(request, reference):
    case = _case(request, reference, "response")
    form = WordsForm(request.POST or None, label="Précision", required=False)

    def do():
        data = form.cleaned_data
        cleaning_redo.done(case, text=data["words"], by=request.user, key=data["key"])

    return answer(request, form, do, case=case, title="Reprise faite", button="À recontrôler",
                  done="Le nouveau contrôle est demandé.")  # fmt: skip


@require_role(*MAY_PROPOSE)
@require_http_methods(METHODS)
def propose(request, reference):
    case = _case(request, reference, "penalty")
    check = penalty_procedure.failure_of(case)
    if check is None or check.service.contract is None:
        raise Http404
    suggested = penalty_procedure.suggested(check)
    form = ProposeForm(request.POST or None, contract=check.service.contract, suggested=suggested)

    def do():
        data = form.cleaned_data
        penalty_procedure.propose(case, events=data["events"], text=data["text"], by=request.user, key=data["key"])

    return answer(request, form, do, case=case, title="Proposer une pénalité", button="Proposer",
                  done="Pénalité proposée.")  # fmt: skip


@require_role(*MAY_PROPOSE)
@require_http_methods(METHODS)
def reduce(request, reference):
    case, form = _case(request, reference, "penalty"), ReductionForm(request.POST or None)

    def do():
        data = form.cleaned_data
        cleaning_remedies.reduce(
            case, percent=data["percent"], text=data["text"], by=request.user, key=data["key"]
        )

    return answer(request, form, do, case=case, title="Proposer une réfaction", button="Proposer",
                  done="Réfaction proposée.")  # fmt: skip


@require_role(*MAY_PROPOSE)
@require_http_methods(METHODS)
def execute(request, reference):
    case = _case(request, reference, "penalty")
    form = ExecutionForm(request.POST or None, orders=cleaning_remedies.orders_of(case, request.user))

    def do():
        data = {name: form.cleaned_data[name] for name in ("order", "saved", "text", "key")}
        cleaning_remedies.execute(case, **data, by=request.user)

    return answer(request, form, do, case=case, title="Proposer l’exécution aux frais et risques",
                  button="Proposer", done="Exécution aux frais et risques proposée.")  # fmt: skip
