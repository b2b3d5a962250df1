"""The addresses of the search, below /soeg/."""

from django.urls import path

from search import views

urlpatterns = [
    path("", views.search, name="search"),
    path("forslag/", views.suggest, name="search_suggest"),
    path("opensearch.xml", views.open_search, name="search_description"),
]
