"""The cache is shared by all processes; what public pages ask of it costs them no query."""

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from core.cache import NEAR, SharedCache

pytestmark = pytest.mark.django_db


def test_what_one_process_keeps_another_finds() -> None:
    cache.set("forsøg", 3, 60)
    # Another process has another connection and another object, and no memory in common.
    assert DatabaseCache("cache", {}).get("forsøg") == 3
    cache.delete("forsøg")
    assert DatabaseCache("cache", {}).get("forsøg") is None
    assert SharedCache("cache", {}).add("én gang", 1, 60) and not cache.add("én gang", 2, 60)


def test_what_is_there_is_not_added_again_nor_tried() -> None:
    assert cache.add("optaget", 1, 60)
    with CaptureQueriesContext(connection) as asked:
        assert not cache.add("optaget", 2, 60)
    # A refused insert is an error in PostgreSQL's log.
    assert not [query for query in asked.captured_queries if query["sql"].startswith("INSERT")], asked.captured_queries
    assert cache.get("optaget") == 1


def test_where_sites_are_costs_no_query_once_it_is_known() -> None:
    Site.clear_site_root_paths_cache()
    known = Site.get_site_root_paths()
    with CaptureQueriesContext(connection) as asked:
        assert Site.get_site_root_paths() == known
    assert not asked.captured_queries


def test_a_moved_site_is_seen_at_once_where_it_was_moved() -> None:
    Site.get_site_root_paths()
    site = Site.objects.get()
    site.hostname = "andetsteds.example.org"
    site.save()
    assert "andetsteds.example.org" in Site.get_site_root_paths()[0].root_url
    Site.clear_site_root_paths_cache()


def test_pictures_are_found_without_the_database() -> None:
    assert not isinstance(caches["renditions"], DatabaseCache)
    assert "wagtail_site_root_paths" in NEAR
