"""Query budgets: how many queries a page costs beyond Wagtail's routing, with their SQL when it is too many."""

import re

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from mirror.changes import UnderWay


def serve(path: str) -> tuple[HttpResponse, list[str]]:
    """Route to a page as Wagtail does, then serve and render it; return the response and the SQL of the latter."""
    commit_changes()
    request = RequestFactory().get(path, SERVER_NAME="localhost", SERVER_PORT="8000")
    request.user = AnonymousUser()
    root = Site.find_for_request(request).root_page.specific
    page, args, kwargs = root.route(request, [part for part in path.split("/") if part])
    with CaptureQueriesContext(connection) as captured:
        response = page.serve(request, *args, **kwargs)
        if hasattr(response, "render"):
            response.render()
    return response, [query["sql"] for query in captured.captured_queries]


def commit_changes() -> None:
    """Let what the test has changed be the state that all see: within its transaction nothing is kept in memory."""
    connection.run_on_commit = [one for one in connection.run_on_commit if not isinstance(one[1], UnderWay)]


def too_many(statements: list[str], budget: int) -> str:
    """Return the message of a budget that was overrun."""
    # The list of columns says nothing of why a query was made.
    short = (re.sub(r"^SELECT .*? FROM ", "SELECT … FROM ", sql, flags=re.DOTALL) for sql in statements)
    lines = "\n".join(f"{number}. {sql}" for number, sql in enumerate(short, 1))
    return f"{len(statements)} queries, at most {budget}:\n{lines}"
