"""The program's own extraction, from `packaging`, which is no package."""

import importlib.util
from pathlib import Path

from babel.messages.catalog import Catalog


def extract() -> Catalog:
    """Return what `./run translations` extracts."""
    spec = importlib.util.spec_from_file_location(
        "translations", Path(__file__).parents[2] / "packaging" / "translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.extract()
