"""The addresses of the site; all that isn't named here is a page of Wagtail's tree."""

from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from core import icons
from core import views as core_views
from core.share.views import share_image
from editorial.sign_in import urls as sign_in_urls
from news import views as news_views
from news.invitations import routing
from publications import views as publication_views

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"
# Of signing in; allauth looks for it here.
handler429 = "editorial.sign_in.views.too_often"

urlpatterns = [
    # Wagtail asks no room before its own addresses of pages.
    path("admin/", include("editorial.old_links.urls")),
    path("admin/", include("editorial.own_account")),
    # Before Wagtail's, whose own sign-in and new passwords know no second factor.
    path("admin/", include(sign_in_urls)),
    path("admin/", include(wagtailadmin_urls)),
    # Private pages ask for a sign-in too: there is one, the staff's.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True), name="site_login"),
    # Wagtail's own view of a document answers no ranges.
    path(
        "documents/<int:document_id>/<str:document_filename>",
        publication_views.serve_document,
        name="document",
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", core_views.public_media, name="public_media"),
    path("del/<int:pk>-<str:digest>.png", share_image, name="share_image"),
    re_path(
        r"^pdf/(?P<key>[0-9]{1,18}-[0-9a-f]{16})/(?P<number>[0-9]{1,4})-(?P<asked>[0-9]{1,4})\.webp$",
        publication_views.page_image,
        name="page_image",
    ),
    path("favicon.ico", icons.favicon, name="favicon"),
    path("site.webmanifest", icons.web_manifest, name="web_manifest"),
    path("robots.txt", core_views.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", core_views.security_txt, name="security_txt"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("was/", core_views.accessibility_statement, name="accessibility_statement"),
    path("soeg/", include("search.urls")),
    path("page/<int:number>/", news_views.old_page, name="old_news_page"),
    # Wagtail's own pattern takes only addresses that end in a slash; a page's files don't.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:pdf|ics|vcf|svg))$", wagtail_views.serve, name="page_file"),
    # Django's token needs a cookie; these pages set none, and look after themselves (news/invitations/guard.py).
    re_path(r"^((?:[\w\-]+/)+tilmeld/(?:tak/|ret/[\w\-.]+/(?:gemt/)?)?)$", csrf_exempt(routing.serve), name="sign_up"),
    path("", include(wagtail_urls)),
]
