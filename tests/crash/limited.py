"""Runs ``onrecord`` where no file may grow beyond some bytes: ``python limited.py BYTES add …``, as on a full disk.

What reading needs is loaded before that, since it unpacks itself into a file.
"""

from __future__ import annotations

import resource
import sys

from onrecord import read_text
from onrecord.cli.main import main

if __name__ == "__main__":
    read_text("“The harbour of Oddrey stays shut until the pilots come back to work,” Lena Oskar said on Monday.")
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
    main()
