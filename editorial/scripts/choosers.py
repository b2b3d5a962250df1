"""Wagtail's choosers, which write an inline script behind each field: the same call as data, for start.js."""

import json
import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser

# `new ImageChooser("id_image", {…});` or `createTaskChooser("id_task");`, the arguments being JSON.
CALL = re.compile(r"(?:new )?(?P<name>\w+)\((?P<arguments>.*)\);", re.DOTALL)


def started(script: str) -> SafeString:
    """Take the script of one call; return the element from which start.js makes that call.

    Raises ValueError for any other script.
    """
    call = CALL.fullmatch(script)
    if call is None:
        raise ValueError(f"not a call of one function with JSON: {script}")
    arguments = json.dumps(json.loads(f"[{call['arguments']}]"))
    return format_html(
        '<span hidden data-controller="start" data-start-name-value="{}" data-start-arguments-value="{}"></span>',
        call["name"],
        arguments,
    )


def render(self: BaseChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
    """Return a chooser's field as Wagtail's own `render` does, but for the script."""
    identifier = attrs["id"]
    data = self.get_value_data(value)
    field = self.render_html(name, data, attrs)
    return format_html("{}{}", field, started(self.render_js_init(identifier, name, data)))


def replace_scripts() -> None:
    """Have every chooser do without a script; Wagtail offers no other place to say so."""
    BaseChooser.render = render
