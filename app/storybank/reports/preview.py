"""Pages as pictures, for a window to show: plain bytes, so that whoever shows them need not know what drew them."""

from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True, slots=True)
class PageImage:
    """A rendered page: `pixels` holds `height` rows of `stride` bytes, four bytes a pixel in the order blue, green, red, unused."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_images(pdf: bytes, scale: float) -> list[PageImage]:
    """Return every page of a PDF, `scale` pixels to a point (1/72 inch)."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_image(document, index, scale) for index in range(len(document))]


def page_image(pdf: bytes, index: int, scale: float) -> PageImage:
    """Return one page of a PDF (from 0), `scale` pixels to a point."""
    with pypdfium2.PdfDocument(pdf) as document:
        return _image(document, index, scale)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and height of every page, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of every page as a reader would copy it."""
    texts = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
    return texts


def hidden_texts(pdf: bytes) -> list[str]:
    """Return the text of a PDF that no page shows: its properties, and the entries of its outline."""
    with pypdfium2.PdfDocument(pdf) as document:
        outline = [entry.get_title() for entry in document.get_toc()]
        return [*document.get_metadata_dict(skip_empty=True).values(), *outline]


def _image(document: pypdfium2.PdfDocument, index: int, scale: float) -> PageImage:
    page = document[index]
    try:
        bitmap = page.render(scale=scale, prefer_bgrx=True)  # pyright: ignore[reportArgumentType]  # its default is an int
        try:
            return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
    finally:
        page.close()
