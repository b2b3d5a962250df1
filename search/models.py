"""The index: what can be found, the terms it is found by, and how much each says; the same rows on every database."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.danish.tokens import terms
from search.documents import LONGEST_KEY
from search.kinds import LABELS


class ByteOrderedField(models.CharField):
    """Text that every database compares byte by byte, so that a range of it holds the same rows on each."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        """Name the collation that does so; SQLite's own does."""
        return {**super().db_parameters(connection), "collation": "C" if connection.vendor == "postgresql" else None}


class Entry(models.Model):
    """Something that can be found: a page, a publication with its PDF, or a person on the staff page."""

    # Whoever leaves takes the entry along; a successor has one.
    goes_with_person: ClassVar[bool] = True

    kind = models.PositiveSmallIntegerField(choices=[(kind.value, label) for kind, label in LABELS.items()])
    # The page that a visitor is led to; where it is not live and public, neither is the entry.
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=255)
    # The titles of the pages above it.
    place = models.CharField(max_length=600, blank=True, default="")
    date = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    # "|analyse=Analyse|…|": the topics it is filed under, so that a list of results need not ask for their names.
    topics = models.TextField(blank=True, default="")
    # What a passage is taken from.
    text = models.TextField(blank=True, default="")
    # What is shown of a publication's PDF without asking for it: reading, pages, size, cover.
    facts = models.JSONField(default=dict, blank=True)
    # Of all that was indexed: an entry that says the same as before isn't written anew.
    digest = models.CharField(max_length=64)
    # How many texts it holds: itself and each page of its PDF.
    units = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=models.Q(person=None), name="one_entry_per_page"),
            models.UniqueConstraint(fields=["person"], name="one_entry_per_person"),
        ]

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """A stem, a number, a day or ("=jensen") a word of a title as it is written. The empty one counts all units."""

    key = ByteOrderedField(max_length=LONGEST_KEY + 1, unique=True)
    # The key from its end, for what words end with; empty where that says nothing.
    reversed = ByteOrderedField(max_length=LONGEST_KEY + 1, db_index=True, blank=True, default="")
    # In how many units it stands.
    units = models.PositiveIntegerField(default=0)
    # The words it stands for, as they were written, a space between two.
    forms = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return self.key


class Posting(models.Model):
    """That an entry has a term, and how much it says there. The best of a term come first in its key."""

    pk = models.CompositePrimaryKey("term_id", "is_publication", "weight", "entry_id")
    # Millions of rows that search/index.py alone writes: the database checks no key of theirs.
    term = models.ForeignKey(Term, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    is_publication = models.BooleanField()
    weight = models.PositiveSmallIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    # Of a publication: number and weight of each page of its PDF with the term; 0 is the publication's own page.
    leaves = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["entry", "term"], name="search_entry_term")]

    def __str__(self) -> str:
        return f"{self.term_id} → {self.entry_id}"


class Pin(models.Model):
    """An answer that the staff pinned to a word: it comes first when the word is searched for."""

    words = models.CharField(
        _("words"),
        max_length=120,
        help_text=_("What visitors type. Separate several with commas, e.g. “opening hours, address”."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page that answers"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    person = models.ForeignKey(
        "people.Person",
        verbose_name=_("or person who answers"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )

    panels = [FieldPanel("words"), FieldRowPanel([FieldPanel("page"), FieldPanel("person")])]

    class Meta:
        ordering = ["words"]
        verbose_name = _("pinned answer")
        verbose_name_plural = _("pinned answers")

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Refuse a pin without a word or without exactly one answer."""
        errors: dict[str, str] = {}
        if not any(True for _term in terms(self.words)):
            errors["words"] = gettext("Write at least one word.")
        if bool(self.page_id) == bool(self.person_id):
            errors["page"] = gettext("Choose either a page or a person.")
        if errors:
            raise ValidationError(errors)


class Miss(models.Model):
    """Something that was searched for in vain; what it was is kept only once it was asked on several days."""

    # A keyed hash of the words; tells that two searches were the same, and nothing else.
    digest = models.CharField(max_length=64, unique=True)
    words = models.CharField(_("words"), max_length=60, blank=True, default="")
    days = models.PositiveSmallIntegerField(_("days"), default=1)
    count = models.PositiveIntegerField(_("times"), default=1)
    first_on = models.DateField(_("first"))
    last_on = models.DateField(_("last"))

    class Meta:
        ordering = ["-count", "-last_on", "words"]
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")

    def __str__(self) -> str:
        return self.words or self.digest[:8]
