"""Settings of signing in that no deployment changes: allauth for accounts and second factors, axes against guessing."""

from datetime import timedelta

LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
SESSION_ENGINE = "editorial.sign_in.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "editorial.sign_in.views.csrf_failure"
# How long a link to a new password works; an invitation works longer (editorial/sign_in/links.py).
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

# Passwords are chosen on our own pages alone, by a link that was mailed.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False

ACCOUNT_ADAPTER = "editorial.sign_in.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "editorial.sign_in.forms.SignInForm",
    "reauthenticate": "editorial.sign_in.forms.PasswordAgainForm",
    "reset_password": "editorial.sign_in.forms.AskForLinkForm",
    "reset_password_from_key": "editorial.sign_in.forms.ForgottenPasswordForm",
    "set_password": "editorial.sign_in.forms.NewPasswordForm",
    "change_password": "editorial.sign_in.forms.ChangedPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
# Django's own: allauth's would keep a second list of addresses, with those that were changed long ago.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"reset_password": "10/h/ip,3/h/key", "login_failed": "20/m/ip,10/15m/key"}
MFA_ADAPTER = "editorial.sign_in.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "editorial.sign_in.forms.CodeForm",
    "reauthenticate": "editorial.sign_in.forms.CodeAgainForm",
    "activate_totp": "editorial.sign_in.forms.NewAppForm",
    "add_webauthn": "editorial.sign_in.forms.NewPasskeyForm",
    "edit_webauthn": "editorial.sign_in.forms.PasskeyNameForm",
}
# A phone whose clock is half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True

# By user and address together: nobody locks anybody else out from another address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "editorial.sign_in.lockout.login_name"
AXES_CLIENT_IP_CALLABLE = "editorial.sign_in.lockout.client_ip"
AXES_LOCKOUT_CALLABLE = "editorial.sign_in.lockout.locked"
