"""`python -m training.blend`: weights a part of the way back to those that their training started from.

What is learnt last costs a little of what was learnt first, most of all on texts unlike those of the last stage; an average of both keeps
more of it (Wortsman et al. 2022, robust fine-tuning). The young heads are taken over as they are: they weren't there before.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.dequantized import floats
from training.train import YOUNG


def blend(trained: Path, start: Path, share: float, to: Path) -> None:
    """Write `share` of the weights at `start` (a checkpoint or a shipped model) and the rest of those at `trained`.

    What `start` has no weights of stays as it is trained.
    """
    ours = torch.load(trained)
    theirs = floats(start) if start.suffix == ".onnx" else torch.load(start)
    kept = {name for name in ours if name.startswith(YOUNG) or name not in theirs}
    blended = {name: value if name in kept else value.lerp(theirs[name], share) for name, value in ours.items()}
    to.parent.mkdir(parents=True, exist_ok=True)
    torch.save(blended, to)


def main() -> None:
    """Read the command line and blend."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.3, help="of the weights it started from")
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    blend(given.trained, given.start, given.share, given.to)


if __name__ == "__main__":
    main()
