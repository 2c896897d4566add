"""What holds for the code as a whole: sizes, folders, and what each command imports at run time."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from reader.paths import folders

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "reader"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 500
MOST_METHODS = 30


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_short_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    assert ast.get_docstring(ast.parse(text)), "no docstring"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_class_does_everything(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            public = [f.name for f in node.body if isinstance(f, ast.FunctionDef) and not f.name.startswith("_")]
            assert len(public) <= MOST_METHODS, node.name


def test_every_folder_of_the_package_is_seen_by_the_layer_check() -> None:
    folders = {path.parent for path in SOURCES}
    assert all((folder / "__init__.py").is_file() for folder in folders)


def test_the_top_level_is_what_the_design_says() -> None:
    visible = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    visible -= {"build", "dist", "snapshot_report.html"}
    visible = {name for name in visible if not name.endswith(".egg-info")}
    assert visible == {"pyproject.toml", "reader", "articles", "tests", "README.md"}


def _imported_by(statement: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has after running `statement`."""
    names = "{m.partition('.')[0] for m in sys.modules}"
    code = f"import sys\n{statement}\nprint('LOADED', *{names})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.rpartition("LOADED")[2].split())


HELP = "from reader.cli.main import main\nmain(['--help'])"
LIST = (
    "import os, tempfile\nfrom reader.cli.main import main\nd = tempfile.mkdtemp()\n"
    "os.environ |= dict(READER_DATA=d, READER_CACHE=d, READER_STATE=d)\n"
    "main(['list', '--library', 'articles'{extra}])"
)


_BEFORE_THE_FIRST_FRAME = {
    "annotations.kinds",
    "annotations.presence",
    "catalogue",
    "config",
    "errors",
    "library",
    "paths",
    "search.order",
    "session",
    "text",
    "views",
}
"""What the first frame of somebody who has no notes yet may load of the rooms below the screen."""

FRAME = """
import asyncio, sys
from pathlib import Path
from reader.library import Library
from reader.paths import folders
from reader.ui.app import ReaderApp
root = Path(sys.argv[1])
loaded = []
ReaderApp.on_ready = lambda self: loaded.extend(sys.modules)
class Still(Library):
    def update(self, on_progress=None, *, cancelled=None):
        from reader.updating import Changes
        return Changes(0, 0, 0)
async def first_frame():
    where = folders(Path("articles"), data=root, cache=root, environment={"READER_STATE": str(root)})
    library = Still.open(where)
    async with ReaderApp(library).run_test(size=(200, 60)):
        count = len(library.keys())
    library.close()
    print("LOADED", count, *loaded)
asyncio.run(first_frame())
"""


def test_the_first_frame_waits_for_nothing_that_it_does_not_show(tmp_path: Path) -> None:
    cache = folders(ROOT / "articles", data=tmp_path, cache=tmp_path, environment={}).cache
    update = [sys.executable, "-m", "reader.updating", str(ROOT / "articles"), str(cache)]
    subprocess.run(update, capture_output=True, check=True, cwd=ROOT)
    done = subprocess.run(
        [sys.executable, "-c", FRAME, str(tmp_path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    count, *loaded = done.stdout.rpartition("LOADED")[2].split()
    assert int(count) >= 3
    ours = {name.removeprefix("reader.") for name in loaded if name.startswith("reader.")}
    assert "ui.screens.main" in ours
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert {name for name in ours if not name.startswith("ui.")} - rooms <= _BEFORE_THE_FIRST_FRAME
    sources = {name: PACKAGE.joinpath(*name.split(".")).with_suffix(".py") for name in ours - rooms if "." in name}
    dialogs = {name for name, path in sources.items() if path.is_file() and "(ModalScreen" in path.read_text("utf-8")}
    assert not dialogs
    assert not {"whoosh", "tomllib", "importlib.metadata"} & set(loaded)


SEARCH = """
import asyncio, sys
from pathlib import Path
from reader.library import Library
from reader.paths import folders
from reader.ui.app import ReaderApp
root = Path(sys.argv[1])
async def search():
    where = folders(Path("articles"), data=root, cache=root, environment={"READER_STATE": str(root)})
    library = Library.open(where)
    async with ReaderApp(library).run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        await pilot.app.workers.wait_for_complete()
        ready = set(sys.modules)
        await pilot.press(*"the ")
        while not pilot.app.screen._page:
            await pilot.pause(0.05)
        await pilot.app.workers.wait_for_complete()
        passages = library.snippets(library.keys()[:1], "the ", 60)
    library.close()
    late = {name for name in set(sys.modules) - ready if name.startswith("reader.")}
    print("LOADED", len(passages), ",".join(late), *sys.modules)
asyncio.run(search())
"""


def test_the_screen_searches_without_numpy_and_loads_nothing_at_the_first_letter(tmp_path: Path) -> None:
    run = [sys.executable, "-c", SEARCH, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
    passages, late, *loaded = done.stdout.rpartition("LOADED")[2][1:].split(" ")
    assert passages == "1"
    assert "reader.search.execution" in loaded
    assert "numpy" not in loaded
    assert {name for name in late.split(",") if name.startswith(("reader.search.", "reader.articles."))} == set()


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        (HELP, {"textual", "rich", "whoosh", "numpy", "sqlite3"}),
        ("from reader.cli.main import main\nmain(['keys'])", {"whoosh", "numpy"}),
        (LIST.format(extra=""), {"textual", "rich"}),
        (LIST.format(extra=", '--no-update'"), {"textual", "rich", "whoosh", "numpy"}),
        ("import reader.library", {"textual", "rich", "whoosh"}),
        ("import reader.ui.app", {"whoosh", "numpy"}),
        ("import reader.search.language, reader.search.snippets", {"whoosh", "textual"}),
        ("import reader.annotations.notebook, reader.highlights.find, reader.articles.read", {"textual", "whoosh"}),
    ],
    ids=["help", "keys", "list", "list-no-update", "library", "screen", "query", "rooms"],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(statement: str, absent: set[str]) -> None:
    loaded = _imported_by(statement)
    assert "reader" in loaded
    assert not loaded & absent
