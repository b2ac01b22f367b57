from django.urls import include, path

app_name = "proximity"
urlpatterns = [
    path("", include("proximity.inspection_urls")),
]
