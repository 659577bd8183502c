"""The web application: a record to read, search, compare and correct in a browser, and the same as JSON.

>>> from onrecord.serve import Settings, create_app
>>> app = create_app(Settings(db="record.db"))  # doctest: +SKIP
"""

from onrecord.serve.app import create_app
from onrecord.serve.settings import Settings

__all__ = ["Settings", "create_app"]
