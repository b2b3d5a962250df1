"""The old site's numbered news pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from news.models import NewsIndexPage, NewsPage
from news.models.index import PAGE_SIZE


@require_safe
def old_page(request: HttpRequest, number: int) -> HttpResponse:
    """Send /page/N/ of the old site to the same page of the news, or to the first when there are fewer now."""
    index = NewsIndexPage.objects.listed().first()
    if index is None:
        raise Http404
    url = index.get_url(request)
    if number <= 1:
        return redirect(url, permanent=True)
    if NewsPage.objects.posts().count() > (number - 1) * PAGE_SIZE:
        return redirect(f"{url}side/{number}/", permanent=True)
    # There may be as many posts again one day.
    return redirect(url)
