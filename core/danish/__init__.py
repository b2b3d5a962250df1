"""The one place that knows Danish: slugs, dates, numbers, soft hyphens. Plain functions on plain values."""
