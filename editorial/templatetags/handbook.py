"""The handbook's texts in templates, with the admin's words set apart."""

from django import template

from editorial.handbook.tasks import shown

register = template.Library()
register.filter("shown", shown)
