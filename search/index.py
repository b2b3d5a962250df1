"""Write the index: entries, terms and postings, in step within one transaction."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, QuerySet

from search.documents import Document, Said, unpacked, weigh
from search.kinds import Kind
from search.models import Entry, Posting, Term

# The term that counts all units, and whose row whoever writes the index holds.
ALL = ""
CHUNK = 500
LONGEST_FORMS = 300


@transaction.atomic
def store(documents: Iterable[Document], anew: bool = False) -> int:
    """Index documents, each in place of what was indexed of the same thing; return how many were written.

    Those that say the same as before aren't, unless all are to be written anew.
    """
    documents = list(documents)
    known = _known(documents)
    changed = [one for one in documents if anew or one.digest != getattr(known.get(_identity(one)), "digest", "")]
    if not changed:
        return 0
    _lock()
    known = _known(changed)
    delta: Counter[int] = Counter()
    entries = []
    for document in changed:
        entry = known.get(_identity(document)) or Entry(page_id=document.page_id, person_id=document.person_id)
        if entry.pk:
            _forget(entry, delta)
        _fill(entry, document)
        entry.save()
        entries.append(entry)
    weighed = [weigh(document) for document in changed]
    numbers = _terms(weighed)
    rows = []
    for entry, (said, _forms) in zip(entries, weighed, strict=True):
        delta[numbers[ALL]] += entry.units
        for key, one in said.items():
            rows.append(_posting(entry, numbers[key], one))
            delta[numbers[key]] += _units(one.leaves)
    Posting.objects.bulk_create(rows, batch_size=2000)
    _count(delta)
    return len(changed)


@transaction.atomic
def forget(entries: QuerySet[Entry]) -> int:
    """Take entries out of the index; return how many there were."""
    found = list(entries)
    if found:
        _lock()
        delta: Counter[int] = Counter()
        for entry in found:
            _forget(entry, delta)
        _count(delta)
        Entry.objects.filter(pk__in=[entry.pk for entry in found])._raw_delete(using=Entry.objects.db)
    return len(found)


def let_go(entry: Entry) -> None:
    """Take the postings of an entry that is about to be deleted out of the index."""
    with transaction.atomic():
        _lock()
        delta: Counter[int] = Counter()
        _forget(entry, delta)
        _count(delta)


def _identity(document: Document) -> tuple[int, int | None]:
    """What a document is about: a person, whichever page shows them, or else a page."""
    return (0, document.person_id) if document.person_id else (document.page_id, None)


def _known(documents: Sequence[Document]) -> dict[tuple[int, int | None], Entry]:
    pages = [one.page_id for one in documents if one.person_id is None]
    people = [one.person_id for one in documents if one.person_id is not None]
    found = [*Entry.objects.filter(page__in=pages, person=None), *Entry.objects.filter(person__in=people)]
    return {(0, entry.person_id) if entry.person_id else (entry.page_id, None): entry for entry in found}


def _fill(entry: Entry, document: Document) -> None:
    for name in ("kind", "page_id", "title", "place", "date", "year", "text", "facts", "digest", "units"):
        setattr(entry, name, getattr(document, name))
    entry.topics = document.topic_names


def _lock() -> None:
    """Let one writer at a time through: the counts of terms are everybody's."""
    Term.objects.get_or_create(key=ALL)
    Term.objects.select_for_update().get(key=ALL)


def _forget(entry: Entry, delta: Counter[int]) -> None:
    """Delete an entry's postings, and note how many units its terms lose."""
    postings = Posting.objects.filter(entry=entry)
    for number, leaves in postings.values_list("term_id", "leaves"):
        delta[number] -= _units(unpacked(leaves))
    postings._raw_delete(using=Posting.objects.db)
    delta[Term.objects.values_list("pk", flat=True).get(key=ALL)] -= entry.units


def _units(leaves: dict[int, int]) -> int:
    return len(leaves) or 1


def _posting(entry: Entry, number: int, said: Said) -> Posting:
    return Posting(
        term_id=number,
        entry_id=entry.pk,
        weight=said.weight,
        is_publication=entry.kind == Kind.PUBLICATION,
        leaves=said.packed(),
    )


def _terms(weighed: Sequence[tuple[dict[str, Said], dict[str, set[str]]]]) -> dict[str, int]:
    """Return the number of each term of some documents; new ones, and new words of known ones, are written down."""
    forms: dict[str, set[str]] = defaultdict(set)
    for said, found in weighed:
        for key in said:
            forms[key] |= found.get(key, set())
    known = _numbered(forms)
    missing = [key for key in forms if key not in known]
    if missing:
        rows = (Term(key=key, reversed=_reversed(key), forms=_joined("", forms[key])) for key in sorted(missing))
        Term.objects.bulk_create(rows, batch_size=1000)
    renamed = []
    for key, term in known.items():
        joined = _joined(term.forms, forms[key])
        if joined != term.forms:
            term.forms = joined
            renamed.append(term)
    Term.objects.bulk_update(renamed, ["forms"], batch_size=200)
    numbers = {key: term.pk for key, term in known.items()}
    numbers |= {key: term.pk for key, term in _numbered(missing).items()}
    numbers[ALL] = Term.objects.values_list("pk", flat=True).get(key=ALL)
    return numbers


def _numbered(keys: Iterable[str]) -> dict[str, Term]:
    keys = list(keys)
    found: dict[str, Term] = {}
    for start in range(0, len(keys), CHUNK):
        found |= {term.key: term for term in Term.objects.filter(key__in=keys[start : start + CHUNK])}
    return found


def _reversed(key: str) -> str:
    """A word from its end; numbers, days and words as they are written aren't looked for by their ends."""
    return key[::-1] if key.isalpha() else ""


def _joined(before: str, forms: Iterable[str]) -> str:
    """The words of a term with new ones after those before, in lower case where both cases are seen."""
    known = before.split()
    faces = {form.lower(): form for form in known}
    for form in sorted(forms, key=lambda form: (form.lower(), not form.islower())):
        if form.lower() not in faces and not form.isdigit():
            known.append(form)
            faces[form.lower()] = form
    joined = " ".join(known)
    return joined if len(joined) <= LONGEST_FORMS else joined[:LONGEST_FORMS].rsplit(" ", 1)[0]


def _count(delta: Counter[int]) -> None:
    """Change how many units terms stand in; those that stand in none any more go."""
    alike: dict[int, list[int]] = defaultdict(list)
    for number, change in delta.items():
        if change:
            alike[change].append(number)
    for change, numbers in alike.items():
        for start in range(0, len(numbers), CHUNK):
            rows = Term.objects.filter(pk__in=numbers[start : start + CHUNK])
            rows.update(units=F("units") + change)
            if change < 0:
                rows.filter(units=0).exclude(key=ALL)._raw_delete(using=Term.objects.db)
