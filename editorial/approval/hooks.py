"""The addresses of approving; the mail to the leaders leads there."""

from typing import Any

from django.urls import path
from wagtail import hooks

from editorial.approval.views import ApprovalView, proposed_page


@hooks.register("register_admin_urls")
def approval_urls() -> list[Any]:
    """The screen, and the page in it."""
    return [
        path("godkend/<int:pk>/", ApprovalView.as_view(), name="approval"),
        path("godkend/<int:pk>/vis/", proposed_page, name="approval_page"),
    ]
