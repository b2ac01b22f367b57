from django.urls import include, path

app_name = "proximity"
urlpatterns = [
    path("", include("proximity.order_urls")),
    path("", include("proximity.needs_urls")),
    path("", include("proximity.inspection_urls")),
]
