"""A change says whether it takes something away, so that every machine erases it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mirror", "0001_changes")]

    operations = [
        migrations.AddField(model_name="change", name="erases", field=models.BooleanField(default=False)),
    ]
