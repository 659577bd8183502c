"""Which tests one process runs: those of files that share what takes seconds to make.

The mark of pytest-xdist for this, ``xdist_group``, has no effect with pytest 9.2: pytest-xdist 3.8 writes the group
into an attribute that pytest does not read any more.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

_SHARED = {
    "the record of the examples": ("docs/test_examples.py",),
    "pages": ("browser/test_page.py", "browser/test_coded.py"),
    "what one reading of the examples gives": ("test_pipeline.py",),
    "what readings with actors give": ("test_pipeline_sources.py",),
    "results of a run": ("batch/test_docs.py", "batch/test_same_record.py"),
    "a record that is not disturbed": ("crash/test_add.py", "crash/test_serve.py"),
    "a copy of the record": ("serve/test_postgres.py",),
    "a small record": ("serve/test_codebook.py",),
}
_OF = {f"tests/{file}": shared for shared, files in _SHARED.items() for file in files}


class Together(LoadScopeScheduling):
    """Gives tests to processes one by one, but for those that belong together."""

    def _split_scope(self, nodeid: str) -> str:
        return _OF.get(nodeid.partition("::")[0], nodeid)
