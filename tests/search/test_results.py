"""The page of results: groups, passages, filters, pages, phrases, numbers, slips of the finger, the contact on top."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from core.models import Topic
from news.models import NewsIndexPage, NewsPage
from people.models import Person
from tests.queries import commit_changes, too_many
from tests.search.asking import search, words

pytestmark = pytest.mark.django_db

REPORT = "/udgivelser/aarsskrift-2016/"


def add_post(title: str, text: str = "", **fields: object) -> NewsPage:
    """Return a new post that visitors can read."""
    post = NewsPage(title=title, body=[("text", f"<p>{text}</p>")] if text else [], **fields)
    return NewsIndexPage.objects.get().add_child(instance=post)


def test_results_come_in_groups_with_where_they_stand_and_a_passage(client: Client) -> None:
    found = search(client, "vagthund")
    assert set(found.groups) == {"sider", "udgivelser"}
    first = found.groups["sider"][0]
    assert first.url == "/det-goer-vi/interessevaretagelse/"
    assert "Det gør vi" in first.text
    assert "<mark>vagthunden</mark>" in found.html
    report = found.groups["udgivelser"][0]
    assert report.url == REPORT
    assert "Årsskrift 2016, side 6" in report.text
    assert f"{REPORT}laes/#side-6" in report.leaves


def test_a_post_shows_its_date(client: Client) -> None:
    assert "16. december 2016" in search(client, "julehilsen").groups["sider"][0].text


def test_marks_stand_on_escaped_text(client: Client) -> None:
    add_post("<script>alert(1)</script> om kældre", "Vi &amp; &lt;b&gt;kældrene&lt;/b&gt; hører sammen.")
    found = search(client, "kælder")
    assert "<script>alert" not in found.html
    assert "&lt;b&gt;<mark>kældrene</mark>&lt;/b&gt;" in found.html
    assert "&lt;script&gt;" in search(client, "alert").html
    typed = search(client, '"><script>alert(2)</script>').html
    assert "<script>alert(2)" not in typed


def test_a_name_or_a_topic_puts_the_contact_on_top(client: Client) -> None:
    for question in ("Thomas", "interessevaretagelse", "sekretariatsleder"):
        found = search(client, question)
        assert next(iter(found.groups)) == "personer", question
        assert "tel:+4522281922" in found.html[found.html.index('class="contact"') :], question
    assert 'class="contact"' not in search(client, "vagthund").html


def test_whoever_stands_in_is_named_on_the_card(client: Client) -> None:
    other = Person.objects.create(name="Eksempel Stedfortræder", title="Konsulent", phone="+4586123456")
    today = timezone.localdate()
    thomas = Person.objects.get(name="Thomas Højmark Fegar")
    thomas.absent_from, thomas.absent_until, thomas.stand_in = today, today + dt.timedelta(days=3), other
    thomas.save()
    page = search(client, "Thomas")
    assert "Thomas er væk" in page.text
    card = page.html[page.html.index('class="contact"') : page.html.index('class="contact__no"') + 400]
    assert "tel:+4586123456" in card
    assert "tel:+4522281922" not in card


def test_filters_leave_what_was_chosen(client: Client) -> None:
    found = search(client, "årsskrift")
    assert len(found.groups) > 1
    assert set(search(client, "årsskrift", slags="udgivelser").groups) == {"udgivelser"}
    assert "slags=udgivelser" in found.html
    assert search(client, "årsskrift", aar="2016").urls
    assert not search(client, "årsskrift", aar="1999").urls
    add_post("Årsskriftet om tal", topics=[Topic.objects.get(slug="analyse")], date=dt.date(2015, 5, 5))
    assert search(client, "årsskrift", emne="analyse", aar="2015").urls == ["/nyheder/aarsskriftet-om-tal/"]
    for odd in ({"slags": "x"}, {"aar": "²"}, {"aar": "99999"}, {"emne": "%"}, {"side": "-1"}, {"side": "9" * 30}):
        assert search(client, "årsskrift", **odd).urls, odd


def test_long_lists_come_in_pages(client: Client) -> None:
    for number in range(13):
        add_post(f"Gårdfest nummer {number}")
    found = search(client, "gårdfester")
    assert len(found.groups["sider"]) == 6
    assert "Alle 13 sider" in found.text
    first, second = (search(client, "gårdfester", slags="sider", side=side) for side in (1, 2))
    assert (len(first.urls), len(second.urls)) == (10, 3)
    assert not set(first.urls) & set(second.urls)
    assert search(client, "gårdfester", slags="sider", side=9).urls == second.urls
    assert "Side 1 af 2" in first.text and "side=2" in first.html


def test_inflection_and_spelling_make_no_difference(client: Client) -> None:
    add_post("Lektiecaféen i Ærøhaven", "Børnenes lektier på Åboulevarden.")
    for question in (
        "lektiecafe",
        "lektiecaféer",
        "ÆRØHAVEN",
        "aeroehavens",
        "barnet",
        "børn",
        "Aaboulevarden",
        "Åboulevard",
    ):
        assert "/nyheder/lektiecafeen-i-aeroehaven/" in search(client, question).best(), question


def test_a_word_finds_compounds_with_it_after_itself(client: Client) -> None:
    whole = add_post("Kælder")
    begins, ends = add_post("Kælderlokaler"), add_post("Cykelkælderen")
    assert search(client, "kælder").urls[0] == whole.url
    assert set(search(client, "kældre").urls) >= {begins.url, ends.url}
    assert begins.url in search(client, "lokaler").urls


def test_all_words_come_before_any_of_them(client: Client) -> None:
    both = add_post("Om cykler", "Cykelværkstedet har brug for pumper.")
    add_post("Pumper, pumper, pumper")
    assert search(client, "cykelværksted pumpe").urls[0] == both.url


def test_quoted_words_stand_as_they_were_typed(client: Client) -> None:
    found = search(client, '"beboernes vagthund"')
    assert "/det-goer-vi/interessevaretagelse/" in found.urls
    assert not search(client, '"vagthund beboernes"').urls
    assert search(client, '"hviler på to hjørnesten"').groups["udgivelser"][0].leaves == [f"{REPORT}laes/#side-12"]


def test_a_word_with_a_minus_is_left_out(client: Client) -> None:
    assert "/om-os/presse/" in search(client, "vagthund").urls
    assert "/om-os/presse/" not in search(client, "vagthund -citere").urls


def test_numbers_and_days_are_found_however_they_are_written(client: Client) -> None:
    invitation = "/nyheder/invitation-til-nytaarskur/"
    for question in ("5. januar", "5 januar 2017", "5/1-2017", "2017-01-05", "den 5. jan."):
        assert invitation in search(client, question).best(), question
    for question in ("22281922", "22 28 19 22", "+45 22281922", "0045 22 28 19 22"):
        assert 'class="contact"' in search(client, question).html, question


def test_a_slip_of_the_finger_is_put_right_and_told(client: Client) -> None:
    found = search(client, "interesevaretagelse")
    assert "/det-goer-vi/interessevaretagelse/" in found.best()
    assert "Mente du interessevaretagelse" in found.text.replace("Interesse", "interesse")
    assert "Vi fandt intet" in search(client, '"interesevaretagelse"').text


def test_nothing_found_helps_on(client: Client) -> None:
    page = search(client, "nytaarskoncert xyzzy").text
    page = search(client, "xyzzyqwv").text
    assert "Vi fandt intet om „xyzzyqwv”" in page
    assert "22 28 19 22" in page and "Hvem taler vores sag?" in page
    assert "Søg uden filtre" in search(client, "vagthund", aar="1999").text


def test_the_empty_form_helps_on(client: Client) -> None:
    page = client.get("/soeg/")
    assert page["X-Robots-Tag"] == "noindex"
    assert "Hvem kan hjælpe mig?" in words(page.content.decode())


def test_results_are_not_for_other_engines(client: Client) -> None:
    answer = client.get("/soeg/", {"q": "vagthund"})
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert not answer.cookies
    assert "/soeg/" not in client.get("/sitemap.xml").content.decode()


def test_browsers_can_add_the_search(client: Client) -> None:
    assert '<link rel="search" href="/soeg/opensearch.xml"' in client.get("/").content.decode()
    answer = client.get("/soeg/opensearch.xml")
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    tree = ElementTree.fromstring(answer.content)  # noqa: S314  our own site's answer
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert len(tree.findtext("o:ShortName", "", space)) <= 16
    assert tree.find("o:Url", space).get("template") == "http://localhost:8000/soeg/?q={searchTerms}"


def test_the_old_sites_search_leads_here(client: Client) -> None:
    answer = client.get("/?s=årsskrift 2016")
    assert (answer.status_code, answer["Location"]) == (301, "/soeg/?q=%C3%A5rsskrift+2016")


def test_error_pages_and_the_menu_offer_the_search(client: Client) -> None:
    assert 'action="/soeg/"' in client.get("/findes-ikke/").content.decode()
    assert '<a href="/soeg/">Søg</a>' in client.get("/").content.decode()


def test_a_search_costs_few_queries_at_four_posts_as_at_forty(
    client: Client, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(question: str) -> int:
        search(client, question)
        with CaptureQueriesContext(connection) as captured:
            search(client, question)
        statements = [one["sql"] for one in captured.captured_queries if 'FROM "wagtailcore_site"' not in one["sql"]]
        assert len(statements) <= 10, too_many(statements, 10)
        return len(statements)

    questions = ("årsskrift 2016 interessevaretagelse", "Thomas Fegar", "beboernes vagthund i Aarhus")
    few = [cost(question) for question in questions]
    for number in range(40):
        add_post(f"Beboernes post {number} om Aarhus", "Årsskrift 2016, Thomas og interessevaretagelse.")
    commit_changes()
    for question, before in zip(questions, few, strict=True):
        assert cost(question) <= before + 1, question
