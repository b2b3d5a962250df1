"""The address of the image that is shown when a page is shared."""

from django import template

from core.share import share_path

register = template.Library()
register.simple_tag(share_path, name="share_path")
