"""The desk's addresses, below the admin's."""

from django.urls import path

from editorial.desk.photos import describe_photo, upload_photo
from editorial.desk.undo_views import UndoView, UnscheduleView
from editorial.desk.views import PagesView

urlpatterns = [
    path("foto/", upload_photo, name="desk_photo"),
    path("foto/<int:pk>/", describe_photo, name="desk_photo_about"),
    path("ret/", PagesView.as_view(), name="desk_pages"),
    path("fortryd/<int:pk>/", UndoView.as_view(), name="desk_undo"),
    path("fortryd/plan/<int:pk>/", UnscheduleView.as_view(), name="desk_unschedule"),
]
