"""The round of the day on a tablet, with the open tasks of a landlord of that size: the works planned at its
residences, the orders to accept there and the appointments.

Each page beside its own SQL, sent bare in the same run; queries counted against the same page with few cases.
"""

import logging
from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from coordination import parameters
from coordination.defaults import seed
from coordination.models import Task
from proximity.needs_parameters import FIRST_VALUES as OF_PLAN
from requests_app.defaults import seed as seed_categories
from requests_app.models import Category
from requests_app.parameters import FIRST_VALUES

from .cases import fill_cases, workers
from .figures import Bound, Figure
from .filling import fill
from .pages import BEYOND_SQL_MS, QUERIES
from .pages import measure as beyond_sql
from .work import beside_sql

OPEN, FEW = 0.8, 0.05
"""Open cases a home."""
RATIO = 6
TABLES = ("housing_plannedwork", "proximity_workorder", "requests_app_request", "requests_app_appointment")


@override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False, DEBUG=False)
def run(sizes: list[int]) -> Iterator[Figure | Bound]:
    logging.disable(logging.WARNING)
    homes, few = sizes[0], {}
    fill(homes)
    seed(apps)
    seed_categories(apps)
    parameters.seed(apps, [*FIRST_VALUES, *OF_PLAN])
    for share in (FEW, OPEN):
        number = int(homes * share)
        fill_cases(number, number)
        _fill_round(number)
        for role, user in _field().items():
            client = Client()
            client.force_login(user)
            for name, path in _pages(user).items():
                page, bare, queries = beside_sql(client, path)
                if share == FEW:
                    few[role, name] = queries
                    continue
                known = f"{name}, {role}"
                yield Figure(f"{known}: p95", page, bare, RATIO, "bare SQL", f"{queries} queries")
                yield Bound(f"{known}: p95 beyond its SQL", beyond_sql(client, path)[0], BEYOND_SQL_MS, "ms")
                yield Bound(f"{known}: queries", queries, QUERIES)
                yield Bound(f"{known}: queries, many cases against few", queries - few[role, name], 0)


def _field() -> dict:
    """A caretaker and a proximity manager of one agency in forty, a technician of all."""
    found = {role: user for role, user in workers().items() if role != "director"}
    found["technician"], _ = get_user_model().objects.get_or_create(
        email="mesure.technicien@exemple.fr",
        defaults={"first_name": "M", "last_name": "T", "roles": ["technician"], "all_agencies": True},
    )
    return found


def _pages(user) -> dict[str, str]:
    task = Task.objects.open_for(user).filter(process="request").order_by("pk")[0]
    return {"round": reverse("requests_app:round"), "task": reverse("requests_app:round_task", args=[task.pk])}


def _fill_round(number: int) -> None:
    """Of so many open cases: a request each, one order in five done and to be accepted, an appointment in ten."""
    category = Category.objects.order_by("pk")[0].pk
    told = {"all": number, "category": category, "user": workers()["proximity_manager"].pk}
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE housing_plannedwork, proximity_contractor CASCADE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in FILL.split(";"):
            cursor.execute(statement, told)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")


FILL = """
INSERT INTO housing_plannedwork (reference, title, nature, kind_id, residence_id, year, amount, source, state,
    reason, note, state_since)
SELECT 'PSP-M-' || id, 'Travaux', 'GE', (SELECT min(id) FROM housing_componentkind), id,
    extract(year FROM now())::int + id %% 3, 40000, 'plan', 'retained', '', '', now()
FROM housing_residence WHERE id %% 2 = 0;
INSERT INTO proximity_contractor (id, name, siren, contact_name, email, phone, mobile, active)
VALUES (1, 'Mesure', '123456789', '', '', '', '', true);
INSERT INTO proximity_workorder (residence_id, state_since, number, case_id, contractor_id, title, instructions,
    priority, state, ending, version, amount, override, override_reason, made_at, made_by_id, sent_at, due_at,
    done_at, invoice)
SELECT residence_id, now(), 'OS-26-' || lpad(id::text, 6, '0'), id, 1, 'Joint de siphon', '', 3, 'done', '', 1, 90,
    '', '', opened_at, %(user)s, opened_at, now() + interval '9 days', now() - id %% 20 * interval '1 day', ''
FROM coordination_case WHERE id <= %(all)s AND id %% 5 = 0;
INSERT INTO requests_app_request (case_id, category_id, channel, zone, description, availability, cause, payer,
    payer_basis)
SELECT id, %(category)s, 'phone', 'home', 'Goutte sous l’évier', '', '', 'to_check', ''
FROM coordination_case WHERE process_id = 'request';
INSERT INTO requests_app_appointment (request_id, starts_at, ends_at, made_at, "end")
SELECT id, now()::date + interval '14 hours', now()::date + interval '16 hours', now(), ''
FROM requests_app_request WHERE case_id <= %(all)s AND case_id %% 10 = 0
"""
