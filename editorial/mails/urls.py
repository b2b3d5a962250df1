"""The addresses of the list of mails, below the reports."""

from django.urls import path

from editorial.mails.views import MailsView, send_again, send_trial

urlpatterns = [
    path("reports/mails/", MailsView.as_view(), name="mails"),
    path("reports/mails/proeve/", send_trial, name="mails_send_trial"),
    path("reports/mails/<int:pk>/igen/", send_again, name="mails_send_again"),
]
