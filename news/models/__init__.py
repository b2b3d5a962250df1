"""The room's models, each in a file of its own."""

from news.models.index import NewsIndexPage
from news.models.invitation import InvitationPage
from news.models.post import NewsPage
from news.models.sign_up import SignUp, SignUpAttempt, SignUpTally
from news.models.video import Video

__all__ = ["InvitationPage", "NewsIndexPage", "NewsPage", "SignUp", "SignUpAttempt", "SignUpTally", "Video"]
