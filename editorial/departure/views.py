"""“Leaves”: a page that shows what will happen, one button, and a page that shows what happened."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from editorial.departure.forms import DepartureForm
from editorial.departure.leaving import Named, StillNamed, leave, named_on, proposed_successor
from people.models import Person

PERMISSION = "people.delete_person"


class ForLeaders(WagtailAdminTemplateMixin):
    """A page of the admin for those who may delete a member of the staff."""

    header_icon = "user"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list of staff; Wagtail's header shows the last of them as the page's title."""
        staff = {"url": reverse(Person.snippet_viewset.get_url_name("list")), "label": gettext("Staff")}
        return [*super().get_breadcrumbs_items(), staff, {"url": "", "label": self.get_page_title()}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only those who may."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DepartureView(ForLeaders, FormView):
    """Whom the pages name instead, and the pages it is about."""

    form_class = DepartureForm
    template_name = "editorial/departure/form.html"
    page_title = _("Leaves")

    @cached_property
    def person(self) -> Person:
        """Whoever leaves."""
        return get_object_or_404(Person, pk=self.kwargs["pk"])

    @cached_property
    def named(self) -> Named:
        """The pages that name the person."""
        return named_on(self.person)

    def get_page_title(self) -> str:
        """Who it is, and what happens."""
        return gettext("%(name)s leaves") % {"name": self.person.name}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the others; where the front page names the person, somebody must be chosen."""
        known = {"person": self.person, "required": self.named.on_front_page}
        return {**super().get_form_kwargs(), **known}

    def get_initial(self) -> dict[str, Any]:
        """The stand-in, else the main contact."""
        return {"successor": proposed_successor(self.person)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pages, and what the form's template asks for."""
        return super().get_context_data(
            person=self.person,
            named=self.named,
            others=Person.objects.filter(active=True).exclude(pk=self.person.pk).exists(),
            action_url=self.request.path,
            media="",
            submit_button_label=gettext("Delete, and change the pages"),
            submit_button_active_label=gettext("Changing the pages …"),
            **kwargs,
        )

    def form_valid(self, form: DepartureForm) -> HttpResponse:
        """Do it, and show what was done."""
        name = self.person.name
        try:
            pages = leave(self.person, form.cleaned_data["successor"], self.request.user)
        except StillNamed as error:
            sentence = gettext("Nothing is changed: %(names)s still uses this. Take it out there first.")
            messages.error(self.request, sentence % {"names": ", ".join(str(one) for one in error.args[0])})
            return self.form_invalid(form)
        messages.success(self.request, gettext("%(name)s is deleted.") % {"name": name})
        query = urlencode([("side", page.pk) for page in pages])
        return redirect(f"{reverse('departed')}?{query}")


class DepartedView(ForLeaders, TemplateView):
    """The pages that were changed."""

    template_name = "editorial/departure/done.html"
    page_title = _("Done")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pages that the address names and the user comes across."""
        keys = [key for key in self.request.GET.getlist("side") if key.isdecimal() and len(key) < 10]
        own = policy_registry.get_by_type(Page).explorable_instances(self.request.user)
        return super().get_context_data(pages=own.filter(pk__in=keys).order_by("path"), **kwargs)
