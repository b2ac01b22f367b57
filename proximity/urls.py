from . import cleaning_urls

app_name = "proximity"
urlpatterns = [
    *cleaning_urls.urlpatterns,
]
