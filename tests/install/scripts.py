"""The scripts of `packaging/`, which is no package: each loaded from its file."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "packaging"


def script(name: str) -> ModuleType:
    """Return a script as a module; what lies beside it can be imported by it, as when it runs."""
    if name not in sys.modules:
        sys.path.insert(0, str(FOLDER))
        try:
            found = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
            assert found is not None
            assert found.loader is not None
            module = importlib.util.module_from_spec(found)
            sys.modules[name] = module
            found.loader.exec_module(module)
        finally:
            sys.path.remove(str(FOLDER))
    return sys.modules[name]
