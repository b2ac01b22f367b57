from . import tenant_urls

app_name = "requests_app"
urlpatterns = [
    *tenant_urls.urlpatterns,
]
