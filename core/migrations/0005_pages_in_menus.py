"""Pages of the menu are found without looking at every post: an index on Wagtail's table that holds only them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_statement_reviewed_on"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX core_pages_in_menus ON wagtailcore_page (path) WHERE show_in_menus",
            "DROP INDEX core_pages_in_menus",
        ),
    ]
