import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_counters():
    """Rate limits count in the cache: each test starts at zero."""
    cache.clear()
    yield
    cache.clear()
