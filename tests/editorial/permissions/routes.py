"""Every route there is, with an address at which it can be asked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from tests.addresses import ROUTES, Route
from tests.editorial.permissions.samples import Samples

ROOMS = tuple(
    f"{config.name}." for config in apps.get_app_configs() if config.path == str(settings.BASE_DIR / config.name)
)
BULK = "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Asked:
    """A route as it stands in the table, whose it is ("ours", "installed"), and the address to ask."""

    name: str
    kind: str
    address: str


@dataclass(frozen=True)
class Found:
    """A URL pattern: as written, with %(name)s for what is put in, and the module of its view."""

    written: str
    form: str
    parameters: tuple[str, ...]
    module: str


def form_of(pattern: Any) -> tuple[str, list[str]]:
    """Return a part of a pattern with %(name)s for its parameters, and their names."""
    if isinstance(pattern, RegexPattern):
        form, names = normalize(pattern.regex.pattern)[0]
        return form, list(names)
    route = str(pattern)
    return PARAMETER.sub(r"%(\1)s", route.replace("%", "%%")), PARAMETER.findall(route)


def patterns(resolver: Any = None, written: str = "", form: str = "", names: tuple[str, ...] = ()) -> Iterator[Found]:
    """Yield every URL pattern; of two with the same address the first, which answers."""
    for one in (resolver or get_resolver()).url_patterns:
        part, inner = form_of(one.pattern)
        place = (written + str(one.pattern), form + part, (*names, *inner))
        if isinstance(one, URLPattern):
            view = getattr(one.callback, "view_class", one.callback)
            yield Found(*place, module=getattr(view, "__module__", ""))
        else:
            yield from patterns(one, *place)


def actions(samples: Samples) -> Iterator[Asked]:
    """Yield what can be done with several things at once, for one thing of each kind."""
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in sorted(bulk_action_registry.actions.items()):
        for model, kinds in sorted(models.items()):
            for action in sorted(kinds):
                for note, pk in samples.of_model(app, model).items():
                    yield Asked(
                        f"admin/bulk/{app}/{model}/{action}/{note}",
                        "installed",
                        f"/admin/bulk/{app}/{model}/{action}/?id={pk}",
                    )


def filled(found: Found, values: Mapping[str, Any]) -> str:
    """Return the address of a pattern with these values."""
    return "/" + found.form % {name: values.get(name, "1") for name in found.parameters}


def admin_routes(samples: Samples) -> Iterator[Asked]:
    """Yield the admin's routes; those of a page for a post and for a mission page."""
    seen = set()
    for found in patterns():
        if not found.written.startswith("admin/") or found.form in seen or found.written == BULK:
            continue
        seen.add(found.form)
        kind = "ours" if f"{found.module}.".startswith(ROOMS) else "installed"
        for note, values in samples.values(found.written, found.parameters).items():
            yield Asked(found.written + note, kind, filled(found, values))


def public_routes() -> Iterator[Asked]:
    """Yield the routes outside of the admin, as the registry of addresses has them."""
    for name, route in ROUTES.items():
        if isinstance(route, Route):
            yield Asked(f"{route.address} ({name})", "ours", route.address)


def routes(samples: Samples) -> list[Asked]:
    """Return all of them."""
    return [*public_routes(), *admin_routes(samples), *actions(samples)]
