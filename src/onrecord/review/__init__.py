"""What people decide on a record: which statements are right, who is one actor, how issues are called.

Every decision is kept with who made it and when; taking it back brings back what was, and no reading changes it.

>>> from onrecord.review import Edit, accept, edit, places_of, undo
>>> with open_store("record.db") as store:  # doctest: +SKIP
...     places = places_of(store, "5d2c8a1f0e3b4c6d")
...     (made,) = edit(store, places, Edit(act="REQUEST"), "Ada")
...     undo(store, [made.key], "Ada")
"""

from onrecord.review.deciding import Place, Seen, accept, edit, latest, places_of, reject, undo
from onrecord.review.editing import Edit
from onrecord.review.merging import issues_named, keep_apart, kept_apart, merge, rename_issue, settle, split

__all__ = [
    "Edit",
    "Place",
    "Seen",
    "accept",
    "edit",
    "issues_named",
    "keep_apart",
    "kept_apart",
    "latest",
    "merge",
    "places_of",
    "reject",
    "rename_issue",
    "settle",
    "split",
    "undo",
]
