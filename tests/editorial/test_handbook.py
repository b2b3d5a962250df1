"""The handbook: plain Danish, words that stand in the admin, a picture for each task, and a place in the menu."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.translation.trans_real import DjangoTranslation
from PIL import Image

from core.danish.lix import lix
from editorial.groups import EDITORS, LEADERS
from editorial.handbook.tasks import Task, plain
from editorial.handbook.views import TASKS
from tools.handbook import SCENES, SIZE

MOST = 30
EACH = pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)


@EACH
def test_a_task_is_easy_to_read(task: Task) -> None:
    assert lix("\n".join(map(plain, task.sentences()))) <= MOST
    assert 3 <= len(task.steps) <= 8
    assert len(task.title) <= 40


def words_of_the_admin() -> set[str]:
    """Return all Danish that the admin can show, and the names of the groups."""
    texts = {EDITORS, LEADERS}
    for domain in ("django", "djangojs"):
        texts |= {text for _key, text in DjangoTranslation("da", domain=domain)._catalog.items()}
    return {text.strip().casefold() for text in texts}


def test_every_word_that_is_named_stands_in_the_admin() -> None:
    named = {word for task in TASKS.values() for word in task.words()}
    assert len(named) > 30
    known = words_of_the_admin()
    assert sorted(word for word in named if word.casefold() not in known) == []


@EACH
def test_a_task_has_its_picture(task: Task) -> None:
    found = finders.find(task.picture_path)
    assert found, "make handbook"
    with Image.open(str(found)) as picture:
        assert picture.size == SIZE
    assert re.search(r"\w", task.picture) and not re.match(r"(?i)billede af", task.picture)


def test_there_is_no_picture_too_many() -> None:
    folder = settings.BASE_DIR / "static" / "admin" / "help"
    assert {path.stem for path in folder.iterdir()} == set(TASKS) == set(SCENES)
    assert sum(path.stat().st_size for path in folder.iterdir()) < 800_000


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["editor", "leader"])
def test_staff_find_it_in_the_menu(client: Client, who: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(who))
    assert '"/admin/hjaelp/"' in client.get("/admin/").content.decode()
    page = client.get("/admin/hjaelp/").content.decode()
    for task in TASKS.values():
        assert f'href="/admin/hjaelp/{task.slug}/"' in page
        answer = client.get(f"/admin/hjaelp/{task.slug}/")
        assert answer.status_code == 200
        assert f'alt="{task.picture}"' in answer.content.decode()
    assert client.get("/admin/hjaelp/findes-ikke/").status_code == 404


@pytest.mark.django_db
def test_it_is_the_staffs_alone(client: Client) -> None:
    for address in ("/admin/hjaelp/", "/admin/hjaelp/nyhed/", "/admin/hjaelp/paa-to-sider/"):
        assert client.get(address)["Location"].startswith("/admin/login/")
