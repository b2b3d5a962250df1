"""The addresses of publishing the annual report, below the admin's."""

from django.urls import path

from editorial.annual_report.views import ReportView, cancel_report, report_status, upload_report

urlpatterns = [
    path("aarsskrift/", upload_report, name="annual_report_upload"),
    path("aarsskrift/<uuid:pk>/", ReportView.as_view(), name="annual_report"),
    path("aarsskrift/<uuid:pk>/status/", report_status, name="annual_report_status"),
    path("aarsskrift/<uuid:pk>/annuller/", cancel_report, name="annual_report_cancel"),
]
