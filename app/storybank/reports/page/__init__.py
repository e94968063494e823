"""The whole bank as one HTML page."""

from storybank.reports.page.document import page_html
from storybank.reports.page.markup import visible_text

__all__ = ["page_html", "visible_text"]
