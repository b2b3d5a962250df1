"""EMAIL_URL says where mail goes; one that isn't understood is refused without telling the password."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.mail_settings import mail_settings


def test_the_address_of_the_mail_server() -> None:
    found = mail_settings("smtp+tls://us%40er:p%2Fw@mail.example.org", timeout=9)
    assert found["MAIL_DELIVERY"].endswith("smtp.EmailBackend")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_TIMEOUT"]) == ("mail.example.org", 587, 9)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("us@er", "p/w")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)
    found = mail_settings("smtps://mail.example.org:4650", timeout=9)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"], found["EMAIL_PORT"]) == (False, True, 4650)
    assert mail_settings("smtp://localhost", timeout=9)["EMAIL_PORT"] == 25
    assert mail_settings("console:", timeout=9)["MAIL_DELIVERY"].endswith("console.EmailBackend")


@pytest.mark.parametrize(
    "url", ["", "mail.example.org", "http://x:hemmeligt@y", "smtp://", "smtp://u:hemmeligt@h:port", "smtp://h/?tls=1"]
)
def test_another_address_is_refused_without_telling_the_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL is not understood") as caught:
        mail_settings(url, timeout=9)
    assert "hemmeligt" not in str(caught.value)
