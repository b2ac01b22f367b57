from . import round_urls

app_name = "requests_app"
urlpatterns = [
    *round_urls.urlpatterns,
]
