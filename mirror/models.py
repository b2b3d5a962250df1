"""The changes of the published site; how many there were is the number of its generation."""

from django.db import models


class Change(models.Model):
    """One change, committed together with what it changed.

    A row of its own for each, not one counter: two editors never wait for each other here. Old rows are folded into
    one that weighs as much as they did.
    """

    weight = models.PositiveBigIntegerField(default=1)
    at = models.DateTimeField(auto_now_add=True)
    # Whether something was taken away: every machine then erases what it keeps, before it shows the new state.
    erases = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}: {self.weight}"
