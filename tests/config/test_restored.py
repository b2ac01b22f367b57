"""What migrations put in the database is there for every test, also after tests that commit and empty it."""

import pytest

from coordination.models import Parameter, Process, Responsibility
from housing.models import ComponentKind
from requests_app.models import Category


@pytest.mark.parametrize("turn", [1, 2, 3])
@pytest.mark.django_db(transaction=True)
def test_what_migrations_put_there_comes_back(turn):
    for model in (Parameter, Process, Responsibility, ComponentKind, Category):
        assert model.objects.exists(), model
    assert Parameter.objects.filter(code="request.twins_within").exists()
