"""Average the weights of two runs: ``python training/average.py first.pt second.pt --share 0.6 --out network.pt``.

The second run begins with the first one's weights, so that the two lie close together; between them is better than
either. Heads that only the second run has are taken from it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--share", type=float, default=0.6, help="share of the second run")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    first, second = (torch.load(path, weights_only=True) for path in (options.first, options.second))
    share = options.share
    averaged = {
        name: (1 - share) * first[name] + share * weights if name in first and weights.is_floating_point() else weights
        for name, weights in second.items()
    }
    torch.save(averaged, options.out)


if __name__ == "__main__":
    main()
