from django.urls import include, path

app_name = "requests_app"
urlpatterns = [
    path("", include("requests_app.desk_urls")),
    path("", include("requests_app.tenant_urls")),
    path("", include("requests_app.round_urls")),
]
