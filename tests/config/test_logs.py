"""What is written to the logs of a production server: enough to follow a request, nothing about anybody."""

import io
import json
import logging
import threading

import pytest
import structlog
from celery import Celery
from celery.contrib.testing.worker import start_worker
from django.urls import reverse
from django_structlog.celery.steps import DjangoStructLogInitStep
from hypothesis import given
from hypothesis import strategies as st

from config import logs
from config.celery import app as ours


@pytest.fixture
def written():
    """The lines written to the console by the production configuration, parsed."""
    out = io.StringIO()
    line = logs.configure(readable=False)["formatters"]["line"]
    handler = logging.StreamHandler(out)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**{k: v for k, v in line.items() if k != "()"}))
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(text) for text in out.getvalue().splitlines()]
    root.removeHandler(handler)


@pytest.mark.django_db
def test_a_request_is_one_line_with_the_person_by_key(written, sign_in, agent):
    path = reverse("housing:residences")
    response = sign_in(agent).get(path, {"q": "Mme Ben Salah"}, headers={"user-agent": "Tablette"})
    (line,) = [line for line in written() if line["event"] == "request_finished"]
    assert line["request"] == f"GET {path}"
    assert (line["code"], line["user_id"]) == (200, agent.pk)
    assert line["request_id"] == response["X-Request-Id"]
    text = json.dumps(line)
    assert not any(word in text for word in ("Salah", "127.0.0.1", "Tablette", agent.email, agent.last_name))


@pytest.mark.django_db
def test_a_key_in_a_path_is_not_written(written, client):
    client.get("/compte/password/reset/key/1-c9jg3o-0123456789abcdef0123456789abcdef/")
    assert "0123456789abcdef" not in json.dumps(written())


def test_an_error_keeps_its_trace_and_loses_the_data_the_database_quotes(written):
    try:
        raise ValueError("duplicate key\nDETAIL:  Key (email)=(jeanne.martin@exemple.fr) already exists.")
    except ValueError:
        logging.getLogger("teams").exception("Refusé pour jeanne.martin@exemple.fr, 06 39 98 12 34")
    (line,) = written()
    assert "test_logs.py" in line["exception"]
    assert "ValueError: duplicate key" in line["exception"]
    assert "jeanne" not in json.dumps(line)
    assert "39 98" not in json.dumps(line)


@given(st.from_regex(r"0[67][0-9]{8}", fullmatch=True), st.sampled_from(["", " ", "."]))
def test_a_phone_number_is_hidden_however_it_is_written(number, space):
    shown = space.join(number[i : i + 2] for i in range(0, 10, 2))
    assert shown not in logs.without_personal_data(None, "info", {"event": f"appel du {shown} reçu"})["event"]


@pytest.mark.parametrize("text", ["2026-11-23", "D-26-000042", "1 200 000 lignes", "SIREN 123456789", "12:30:45"])
def test_dates_references_and_counts_stay_readable(text):
    assert logs.without_personal_data(None, "info", {"event": text})["event"] == text


@pytest.mark.django_db
def test_a_health_check_that_went_well_is_not_written(written, client):
    structlog.get_logger("x").info("request_finished", request="GET /healthz", code=200)
    structlog.get_logger("x").info("request_finished", request="GET /healthz", code=503)
    assert [line["code"] for line in written()] == [503]


def test_the_request_id_follows_into_a_task_of_a_real_worker():
    app = Celery("logs", broker="memory://localhost", set_as_current=False)
    app.conf.update(task_ignore_result=True, worker_hijack_root_logger=False)
    app.steps["worker"].add(DjangoStructLogInitStep)
    seen, done = {}, threading.Event()

    @app.task(name="tests.look")
    def look():
        seen.update(structlog.contextvars.get_contextvars())
        done.set()

    with structlog.contextvars.bound_contextvars(request_id="req-1", user_id=7):
        look.delay()
    try:
        with start_worker(app, pool="solo", perform_ping_check=False):
            assert done.wait(timeout=30)
    finally:  # the worker made its application everybody's
        ours.set_current()
        ours.set_default()
    assert (seen["request_id"], seen["user_id"]) == ("req-1", 7)
