"""The admin as each group meets it: whatever is linked opens, whatever is typed into a search is answered."""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from wagtail.models import Page

from core.models import SiteDocument, SiteImage

pytestmark = pytest.mark.django_db

MOST_PAGES = 250
# Of each kind of page as many as this, so that the bound isn't spent on one list.
OF_A_KIND = 2
LINK = re.compile(r"""["'](/admin/[^"'<>\s\\]*)""")
LEAVING = ("/admin/logout/",)
WHO = pytest.mark.parametrize("who", ["editor", "leader"])


@pytest.fixture
def staff(who: str, request: pytest.FixtureRequest) -> Client:
    """A browser of one of the group, that takes an error page as an answer."""
    client = Client(raise_request_exception=False)
    client.force_login(request.getfixturevalue(who))
    return client


def kind(address: str) -> str:
    """Which view answers, and for which type of thing: the numbers in an address left out."""
    try:
        view = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return "nothing"
    return view + re.sub(r"\d+", "", urlsplit(address).path)


def links(text: str) -> Iterator[str]:
    """Every address of the admin that stands in a page, be it in a link, the menu's JSON or a widget's attribute."""
    text = html.unescape(text).replace("\\u0026", "&").replace("\\/", "/")
    for address in LINK.findall(text):
        if not address.startswith(LEAVING):
            yield address.split("#")[0]


@WHO
def test_whatever_is_linked_opens(staff: Client, who: str) -> None:
    waiting, seen, kinds = deque(["/admin/"]), {"/admin/"}, Counter[str]()
    broken, opened = [], 0
    while waiting and opened < MOST_PAGES:
        address = waiting.popleft()
        answer = staff.get(address)
        opened += 1
        if answer.status_code >= 500:
            broken.append((answer.status_code, address))
        if answer.status_code != 200 or answer.streaming or "text/html" not in answer["Content-Type"]:
            continue
        for found in links(answer.content.decode()):
            if found not in seen and kinds[kind(found)] < OF_A_KIND:
                seen.add(found)
                kinds[kind(found)] += 1
                waiting.append(found)
    assert not broken
    assert opened > 100


SEARCHED = [
    "/admin/news/",
    "/admin/invitations/",
    "/admin/publications/",
    "/admin/images/",
    "/admin/images/chooser/",
    "/admin/images/chooser/results/",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/documents/chooser/results/",
    "/admin/media/",
    "/admin/media/chooser/",
    "/admin/pages/search/",
    "/admin/choose-page/",
    "/admin/choose-page/search/",
    "/admin/snippets/people/person/",
    "/admin/snippets/people/partner/",
    "/admin/snippets/core/topic/",
    "/admin/snippets/choose/people/person/",
    "/admin/snippets/choose/people/person/results/",
    "/admin/users/",
    "/admin/redirects/",
    "/admin/reports/site-history/",
    "/admin/tag-autocomplete/",
    "/admin/api/main/pages/",
    "/admin/api/main/images/",
    "/admin/api/main/documents/",
]


@WHO
@pytest.mark.parametrize("words", ['"', "a\"b ( '", "* år -"])
def test_a_search_takes_any_sign(staff: Client, who: str, words: str) -> None:
    sent = urlencode({"q": words, "search": words, "term": words})
    pages = [f"/admin/pages/{page.pk}/" for page in Page.objects.filter(depth__in=(1, 2))]
    broken = [
        (answer.status_code, address)
        for address in (*SEARCHED, *pages)
        if (answer := staff.get(f"{address}?{sent}", follow=True)).status_code >= 500 or answer.status_code == 404
    ]
    assert not broken


@WHO
def test_choosers_offer_images_and_documents(staff: Client, who: str) -> None:
    images = staff.get(reverse("wagtailimages_chooser:choose"))
    assert images.status_code == 200
    found = re.findall(r'href="/admin/images/chooser/chosen/(\d+)/', images.content.decode() + images.json()["html"])
    assert len(set(found)) == min(SiteImage.objects.count(), 20)
    documents = staff.get(reverse("wagtaildocs_chooser:choose")).json()["html"]
    assert len(set(re.findall(r"/admin/documents/chooser/chosen/(\d+)/", documents))) == SiteDocument.objects.count()


def one_of_each_type() -> list[Page]:
    """The first page of every type there is."""
    pages = {page.specific_class: page for page in Page.objects.filter(depth__gt=1).order_by("-path")}
    return list(pages.values())


@WHO
def test_the_questions_before_a_page_is_changed(staff: Client, who: str) -> None:
    pages = one_of_each_type()
    assert len(pages) >= 9
    broken: list[Any] = []
    for page in pages:
        for name in ("delete", "copy", "move", "unpublish", "edit", "history", "usage"):
            answer = staff.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
            if answer.status_code not in (200, 302):
                broken.append((answer.status_code, name, page.title))
        for action in ("delete", "move", "publish", "unpublish"):
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
            answer = staff.get(f"{address}?id={page.pk}")
            if answer.status_code not in (200, 302):
                broken.append((answer.status_code, f"bulk {action}", page.title))
    assert not broken
