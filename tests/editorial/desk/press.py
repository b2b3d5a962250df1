"""Pressing the editor's buttons over HTTP: the form is sent as the browser would send it, with some fields changed."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def post_data(title: str, text: str = "En tekst.", **changes: Any) -> dict[str, Any]:
    """Return what the editor of a post sends."""
    fields = {
        "title": title,
        "slug": "",
        "date": "2026-01-05",
        "body": streamfield([("text", rich_text(f"<p>{text}</p>"))]),
        "comments": inline_formset([]),
    }
    return nested_form_data(fields) | changes


def press(client: Client, address: str, button: str, data: dict[str, Any]) -> Any:
    """Send the form by one of its buttons ("publish", "submit", or "" for the draft) and follow."""
    pressed = {f"action-{button}": "1"} if button else {}
    return client.post(address, data | pressed, follow=True)


def edit(page: Any) -> str:
    """The address of a page's editor."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
