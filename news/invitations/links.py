"""The link in a party's mails: signed, without the e-mail in it, and the party's alone."""

from django.core.signing import BadSignature, Signer

from core.addresses import absolute
from news.models.sign_up import SignUp


def manage_url(sign_up: SignUp) -> str:
    """Return the absolute address where the party changes or cancels; only whoever has the mail knows it."""
    token = _signer().sign_object([sign_up.pk, sign_up.nonce])
    return absolute(f"{sign_up.invitation.sign_up_url}ret/{token}/")


def find(token: str) -> SignUp | None:
    """Return the sign-up that a link's token stands for; None when it isn't ours, or the sign-up is gone."""
    try:
        pk, nonce = _signer().unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return SignUp.objects.select_related("invitation").filter(pk=pk, nonce=nonce).first()


def _signer() -> Signer:
    return Signer(salt="news.sign_up.manage", sep=".")
