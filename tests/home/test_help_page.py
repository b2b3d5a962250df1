"""“Who can help me?”: from a question to a call in two taps, also when it isn't the secretariat."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core.models import Topic
from home.models import HelpPage, MissionPage, OtherHelp
from people.models import Person
from tests.home.test_initial_texts import lix

pytestmark = pytest.mark.django_db

HELP = "/faa-hjaelp/"
LONGEST_LIX = 25


def html(client: Client, address: str = HELP) -> str:
    """Return a page without soft hyphens."""
    return client.get(address).content.decode().replace("\u00ad", "").replace("&shy;", "")


def opened(client: Client) -> dict[str, str]:
    """Return what each question opens to, by the question."""
    found = re.findall(r"<details[^>]*>\s*<summary>(.*?)</summary>(.*?)</details>", html(client), re.DOTALL)
    pairs = [(re.search(r'help__question">([^<]*)<', summary), inside) for summary, inside in found]
    return {match[1]: inside for match, inside in pairs if match}


def test_every_question_opens_to_a_call(client: Client) -> None:
    questions = opened(client)
    assert list(questions) == [topic.sentence for topic in Topic.objects.all()]
    assert all('href="tel:+45' in inside for inside in questions.values())


def test_those_who_work_with_a_topic_stand_below_it_once(client: Client) -> None:
    topic = Topic.objects.get(slug="analyse")
    eva = Person.objects.create(name="Eva Eksempel", title="Prøve", phone="+4586123456", email="eva@example.org")
    gone = Person.objects.create(name="Gone Eksempel", title="Prøve", phone="+4586123457", active=False)
    topic.people.add(eva, gone)
    MissionPage.objects.filter(topic=topic).update(contact=eva)
    inside = opened(client)[topic.sentence]
    assert inside.count("<strong>Eva Eksempel</strong>") == 1
    assert 'href="tel:+4586123456"' in inside and 'href="mailto:eva@example.org"' in inside
    assert "Gone" not in inside and "Thomas" not in inside


def test_a_topic_without_anybody_leads_to_the_main_contact(client: Client) -> None:
    Topic.objects.create(name="Prøve", sentence="Et prøvespørgsmål?")
    inside = opened(client)["Et prøvespørgsmål?"]
    assert "Thomas Højmark Fegar" in inside and 'href="tel:+4522281922"' in inside
    # It has no page to read.
    assert "Læs om" not in inside


def test_it_is_one_tap_away(client: Client) -> None:
    for address in ("/", "/kontakt/", "/findes-ikke/"):
        page = html(client, address)
        assert f'href="{HELP}"' in page[page.index("<main") : page.index("</main>")], address


def test_it_says_whom_to_call_when_it_is_not_us(client: Client) -> None:
    page = html(client)
    for address in ("tel:112", "tel:114", "tel:+4589402000"):
        assert f'href="{address}"' in page
    assert "Din boligorganisation" in page
    help_page = HelpPage.objects.get()
    help_page.others = [OtherHelp(name="Eksempel", reason="Prøve.", url="https://example.org/")]
    help_page.save_revision().publish()
    page = html(client)
    assert 'href="https://example.org/"' in page and "tel:112" not in page


@pytest.mark.parametrize("number", ["ring", "12-34", "1", "+", "112 eller 114"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    with pytest.raises(ValidationError) as refused:
        OtherHelp(page=HelpPage.objects.get(), name="Prøve", reason="Prøve.", phone=number).full_clean()
    assert "phone" in refused.value.message_dict


def test_it_is_easy_to_read() -> None:
    page = HelpPage.objects.get()
    words = [page.heading, page.summary, *(topic.sentence for topic in Topic.objects.all())]
    words += [f"{other.name}. {other.reason}" for other in page.others.all()]
    assert lix(". ".join(words)) <= LONGEST_LIX
