"""The addresses of the sign-ups in the admin."""

from django.urls import path

from editorial.guests.guest_views import AddView, CancelView, ChangeView, ForgetView, GivePlaceView
from editorial.guests.letter_views import LetterView
from editorial.guests.views import GuestListView, MailTextView, NamesView, OverviewView, download

urlpatterns = [
    path("tilmeldinger/", OverviewView.as_view(), name="guests"),
    path("tilmeldinger/<int:pk>/", GuestListView.as_view(), name="guest_list"),
    path("tilmeldinger/<int:pk>/hent/<str:kind>/", download, name="guest_download"),
    path("tilmeldinger/<int:pk>/navneliste/", NamesView.as_view(), name="guest_names"),
    path("tilmeldinger/<int:pk>/ny/", AddView.as_view(), name="guest_add"),
    path("tilmeldinger/<int:pk>/skriv/", LetterView.as_view(), name="guest_letter"),
    path("tilmeldinger/<int:pk>/som-mail/", MailTextView.as_view(), name="invitation_mail"),
    path("tilmeldinger/<int:pk>/<int:guest_pk>/", ChangeView.as_view(), name="guest_change"),
    path("tilmeldinger/<int:pk>/<int:guest_pk>/afbud/", CancelView.as_view(), name="guest_cancel"),
    path("tilmeldinger/<int:pk>/<int:guest_pk>/plads/", GivePlaceView.as_view(), name="guest_place"),
    path("tilmeldinger/<int:pk>/<int:guest_pk>/slet/", ForgetView.as_view(), name="guest_forget"),
]
