from . import needs_urls

app_name = "proximity"
urlpatterns = [*needs_urls.urlpatterns]
