"""Guards of the whole test session: each fails for a class of bugs, in every test, at no cost to the tests.

A template that names nothing, an unordered list relied upon, a call to the outside, a GET that writes.
"""

import contextlib
import inspect
import re
import socket
from pathlib import Path

import pytest
from django.db import connection
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.template import Node, engines
from django.template.base import FilterExpression
from django.test.utils import CaptureQueriesContext
from zeal import zeal_context

ROOT = Path(__file__).resolve().parent.parent

# --- Templates


class Undefined(str):
    """Asked for its truth by a template expression whose variable does not exist."""

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = inspect.currentframe().f_back
        if frame.f_code is not FilterExpression.resolve.__code__:
            return False
        expression = frame.f_locals["self"]
        if any(function.__name__.startswith("default") for function, _ in expression.filters):
            return False
        while frame and not isinstance(frame.f_locals.get("self"), Node):
            frame = frame.f_back
        origin = str(getattr(frame and frame.f_locals["self"], "origin", ""))
        assert not origin.startswith(str(ROOT / "templates")), f"{origin}: « {expression} » names nothing."
        return False


@pytest.fixture(scope="session", autouse=True)
def undefined_template_variables_fail():
    engines["django"].engine.string_if_invalid = Undefined()


# --- Order


def _relies_on_luck(compiler) -> bool:
    query = compiler.query
    return (
        type(compiler) is SQLCompiler
        and not query.subquery
        and not query.distinct
        and not query.combinator
        and query.group_by is None
        and not any(annotation.contains_aggregate for annotation in query.annotation_select.values())
    )


@pytest.fixture(scope="session", autouse=True)
def unordered_rows_come_in_random_order():
    with pytest.MonkeyPatch.context() as patch:
        ordered = SQLCompiler._order_by_pairs

        def pairs(self):
            found = list(ordered(self))
            if not found and _relies_on_luck(self):
                found = [(OrderBy(Random()), False)]
            yield from found

        patch.setattr(SQLCompiler, "_order_by_pairs", pairs)
        yield


# --- The outside


def _is_near(family, address) -> bool:
    return family == socket.AF_UNIX or address[0] in ("localhost", "::1") or str(address[0]).startswith("127.")


@pytest.fixture(scope="session", autouse=True)
def nothing_leaves_the_machine():
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            reach = getattr(socket.socket, name)

            def near(self, address, reach=reach):
                assert _is_near(self.family, address), f"A test reached for {address}."
                return reach(self, address)

            patch.setattr(socket.socket, name, near)
        yield


# --- GET is read-only

WRITES = re.compile(
    r"\s*(INSERT INTO|UPDATE|DELETE FROM|TRUNCATE|COPY|CREATE|ALTER|DROP)\b\s*\"?(\w*)", re.IGNORECASE
)
KEPT_BY_THE_FRAMEWORK = {"django_session"}


def _refuse_to_write(execute, sql, params, many, context):
    writes = WRITES.match(sql if isinstance(sql, str) else "")
    if writes and writes[2] not in KEPT_BY_THE_FRAMEWORK:
        raise AssertionError(f"A GET wrote: {sql[:200]}")
    return execute(sql, params, many, context)


def get_never_writes(get_response):
    """Middleware of the tests. allauth's own pages are left alone: a link in an e-mail confirms by GET."""

    def middleware(request):
        reads = request.method in ("GET", "HEAD") and not request.path.startswith("/compte/")
        with connection.execute_wrapper(_refuse_to_write) if reads else contextlib.nullcontext():
            return get_response(request)

    return middleware


# --- Cost


def reads_never_repeat(get_response):
    """Middleware of the tests: a page asks the same question once (zeal). What a form does may be one by one."""

    def middleware(request):
        reads = request.method in ("GET", "HEAD")
        with zeal_context() if reads else contextlib.nullcontext():
            return get_response(request)

    return middleware


@pytest.fixture
def same_cost():
    """`same_cost(client, url, make_rows)`: the page asks as many queries with 20 rows as with 1."""

    def queries(client, url) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return [query["sql"] for query in captured.captured_queries]

    def check(client, url, make_rows):
        make_rows(1)
        client.get(url)  # what a process learns once
        few = queries(client, url)
        make_rows(19)
        many = queries(client, url)
        assert len(many) == len(few), "\n".join(many)

    return check
