from django.contrib.auth.decorators import login_not_required
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from config import health

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="coordination:work"), name="home"),
    path(
        "favicon.ico",
        login_not_required(RedirectView.as_view(url=lazy(static, str)("img/palier.svg"))),
        name="favicon",
    ),
    path("healthz", health.show, name="healthz"),
    path("compte/", include("teams.account_urls")),
    path("", include("kpis.urls")),
    path("", include("requests_app.urls")),
    path("", include("messaging.urls")),
    path("", include("leasing.urls")),
    path("", include("proximity.urls")),
    path("", include("coordination.urls")),
    path("", include("housing.urls")),
    path("", include("teams.urls")),
]
