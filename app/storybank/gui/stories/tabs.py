"""The order of Tab: that of reading, however late a row was made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


class Tabs:
    """Lets Tab go through the fields of a layout in the order in which they lie in it: rows that were made later would come last."""

    def __init__(self, layout: QLayout) -> None:
        self._layout = layout
        self._stops: list[QWidget] = []

    def order(self) -> None:
        """Set the order, where it is another one than before."""
        stops = [field for field in _in_order(self._layout) if field.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if stops != self._stops:
            self._stops = stops
            for one, following in pairwise(stops):
                QWidget.setTabOrder(one, following)


def _in_order(layout: QLayout) -> Iterator[QWidget]:
    """Yield the fields of a layout in the order in which they were laid out, those of inner layouts in their place."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        inner = widget.layout() if widget is not None else item.layout() if item is not None else None
        if inner is not None:
            yield from _in_order(inner)
        elif widget is not None:
            yield widget
