"""The addresses of signing in, below /admin/ and before Wagtail's own: allauth's views, but for those of sign-up."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from editorial.sign_in import views
from editorial.sign_in.factor_views import NewAppView, NewPasskeyView

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("login/kode/", factors.authenticate, name="mfa_authenticate"),
    path("login/bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("login/bekraeft/kode/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("login/lukket/", account.account_inactive, name="account_inactive"),
    path("login/tilstand/", views.state, name="sign_in_state"),
    path("login/bliv/", views.stay, name="sign_in_stay"),
    path("login/igen/", views.back, name="sign_in_back"),
    path("login/videre/", views.onward, name="sign_in_onward"),
    path("login/to-trin/", views.set_up, name="sign_in_set_up"),
    path("velkommen/<str:token>/", views.welcome, name="sign_in_welcome"),
    path("password_reset/", account.password_reset, name="account_reset_password"),
    path("password_reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password_reset/confirm/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password_reset/complete/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/adgangskode/", account.password_change, name="account_change_password"),
    path("account/adgangskode/ny/", account.password_set, name="account_set_password"),
    path("account/to-trin/", factors.index, name="mfa_index"),
    path("account/to-trin/app/", NewAppView.as_view(), name="mfa_activate_totp"),
    path("account/to-trin/app/fjern/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/to-trin/koder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/to-trin/koder/nye/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/to-trin/koder/hent/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

if settings.PASSKEYS:
    urlpatterns += [
        path("login/noegle/", passkeys.login_webauthn, name="mfa_login_webauthn"),
        path("login/bekraeft/noegle/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
        path("account/to-trin/noegler/", views.to_second_factors, name="mfa_list_webauthn"),
        path("account/to-trin/noegler/ny/", NewPasskeyView.as_view(), name="mfa_add_webauthn"),
        path("account/to-trin/noegler/<int:pk>/ret/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
        path("account/to-trin/noegler/<int:pk>/fjern/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    ]

urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
