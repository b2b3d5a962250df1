"""The pattern page in the admin, the frames it shows components in, and their forced colours."""

import re
from typing import Any

from csp.constants import SELF
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.danish.sorting import danish_key
from editorial.patterns.book import PATTERNS, shown_states

SCHEMES = {"": _("As the device says"), "light": _("Light"), "dark": _("Dark")}
DIRECTIONS = {"ltr": _("Left to right"), "rtl": _("Right to left")}
EVERY = "alle"
_ROOT = re.compile(r":root \{(.*?)\}", re.DOTALL)


def scheme_stylesheet(scheme: str) -> str:
    """Return the tokens of one colour scheme as a stylesheet that holds whatever the device asks for.

    Read from tokens.css, whose first :root is light and whose second one is dark, so that no colour stands twice
    and visitors fetch nothing for it.
    """
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    light, dark, *_more = _ROOT.findall(tokens)
    colours = light + dark if scheme == "dark" else light
    return f"@layer tokens {{ :root {{{colours} color-scheme: {scheme}; }} }}\n"


@require_safe
def scheme_css(request: HttpRequest, scheme: str) -> HttpResponse:
    """The stylesheet of one colour scheme; 404 for a scheme there isn't."""
    if scheme not in ("light", "dark"):
        raise Http404
    return HttpResponse(scheme_stylesheet(scheme), content_type="text/css; charset=utf-8")


def _chosen(request: HttpRequest) -> dict[str, str]:
    """Scheme and direction that the address asks for; what there isn't counts as not asked."""
    scheme, direction = request.GET.get("scheme", ""), request.GET.get("dir", "ltr")
    return {
        "scheme": scheme if scheme in SCHEMES else "",
        "dir": direction if direction in DIRECTIONS else "ltr",
    }


@xframe_options_sameorigin
@require_safe
def pattern_frame(request: HttpRequest, name: str) -> HttpResponse:
    """A component, or all of them, in every state, with the stylesheet and the policy of public pages."""
    names = sorted(PATTERNS) if name == EVERY else [name]
    if not PATTERNS.keys() >= set(names):
        raise Http404
    shown = [{"name": one, "pattern": PATTERNS[one], "states": shown_states(one)} for one in names]
    response = render(request, "editorial/patterns/frame.html", {"shown": shown, **_chosen(request)})
    # Public pages stand in nobody's frame; this one stands in the admin's.
    response._csp_replace = {"frame-ancestors": [SELF]}
    return response


class PatternsView(WagtailAdminTemplateMixin, TemplateView):
    """All components by name."""

    template_name = "editorial/patterns/index.html"
    page_title = _("Patterns")
    header_icon = "grip"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The admin's start page, and this."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the components in Danish order."""
        named = sorted(PATTERNS.items(), key=lambda item: danish_key(str(item[1].title)))
        return super().get_context_data(entries=named, every=EVERY, **kwargs)


class PatternView(WagtailAdminTemplateMixin, TemplateView):
    """One component, as wide as a phone and as wide as there is room, in the chosen colours and direction."""

    template_name = "editorial/patterns/pattern.html"
    page_title = _("Patterns")
    header_icon = "grip"

    def get_page_subtitle(self) -> str:
        """Which component it is; 404 for one there isn't."""
        name = self.kwargs["name"]
        if name != EVERY and name not in PATTERNS:
            raise Http404
        return str(_("All of them") if name == EVERY else PATTERNS[name].title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The admin's start page, the pattern page, and this."""
        patterns = {"url": reverse("patterns"), "label": self.page_title}
        return [*self.breadcrumbs_items, patterns, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the frame's address and the choices, each with its own address."""
        chosen = _chosen(self.request)
        choices = [
            {"label": label, "query": f"?scheme={scheme}&dir={chosen['dir']}", "current": scheme == chosen["scheme"]}
            for scheme, label in SCHEMES.items()
        ]
        directions = [
            {"label": label, "query": f"?scheme={chosen['scheme']}&dir={one}", "current": one == chosen["dir"]}
            for one, label in DIRECTIONS.items()
        ]
        name = self.kwargs["name"]
        frame = reverse("pattern_frame", args=[name]) + f"?scheme={chosen['scheme']}&dir={chosen['dir']}"
        remark = PATTERNS[name].remark if name in PATTERNS else ""
        return super().get_context_data(choices=[choices, directions], frame=frame, remark=remark, **kwargs)


urls = [
    path("moenstre/", PatternsView.as_view(), name="patterns"),
    path("moenstre/farver/<slug:scheme>.css", scheme_css, name="pattern_scheme"),
    path("moenstre/<slug:name>/", PatternView.as_view(), name="pattern"),
    path("moenstre/<slug:name>/ramme/", pattern_frame, name="pattern_frame"),
]
