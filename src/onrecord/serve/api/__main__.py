"""``python -m onrecord.serve.api > docs/openapi.json`` renews the description of the API."""

import sys

from onrecord.serve.api.description import described

sys.stdout.write(described())
