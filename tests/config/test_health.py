import pytest

from config.dev import embedded


def test_the_icon_a_browser_asks_for_by_itself_is_found_by_everyone(client):
    assert client.get("/favicon.ico").url == "/static/img/palier.svg"


@pytest.fixture
def broker(tmp_path, monkeypatch, settings):
    monkeypatch.setattr(embedded, "VAR", tmp_path)
    settings.REDIS_URL = f"unix://{embedded.redis_socket()}"
    embedded.start_redis()
    yield
    embedded.stop_redis()


@pytest.mark.django_db
def test_health_is_good_when_database_and_broker_answer(client, broker):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"database": True, "broker": True}


@pytest.mark.django_db
def test_health_says_which_part_is_missing_and_nothing_else(client, settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/nobody.sock"
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"database": True, "broker": False}


@pytest.mark.django_db
def test_a_health_check_needs_neither_https_nor_a_cache(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/healthz")
    assert response.status_code in (200, 503)
    assert "no-store" in response["Cache-Control"]


def test_health_changes_nothing(client):
    assert client.post("/healthz").status_code == 405
