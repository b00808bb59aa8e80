"""`python -m training.marks`: the texts with inline marks to the small network that finds such marks.

It stands on the shipped encoder, which stays as it is: for each window its embeddings and the outputs of its last layer, computed by the
very int8 graph that is shipped; the embeddings go through layers that begin as the encoder's own, and both to its heads. So it can be
taught anew, and nothing else that the reader sees changes.
"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that everybody knows it by

from training import acts
from training.acts import ActExample
from training.corpora import marked, plover
from training.corpora.marked import Mark, Marked
from training.dequantized import floats
from training.export import OPSET
from training.marks_network import MarksNetwork
from training.network import Size
from training.train import BASE
from verbale.reading.decode import CLOSING
from verbale.reading.encoder import MODEL as READER
from verbale.reading.encoder import WEIGHTS, Encoder
from verbale.reading.labels import BEGIN, INSIDE, MARK_CLASSES, MARKS, OUTSIDE
from verbale.reading.marks import MODEL
from verbale.reading.pieces import Pieces
from verbale.reading.windows import windows

IGNORE = -100
RUN = Path("training/runs/marks")
LOSS = {"tags": 1.0, "classes": 0.3, "by": 0.5, "acts": 0.3}
RATES = {True: 1.5e-4, False: 2e-3}
"""Of the layers that begin as the encoder's, and of the heads."""
DECAY = 0.05
BATCH = 4
AVERAGE = 0.99
"""Decay of the moving average of the weights, a step."""
REACH = 700
"""Code points before a mark that the words may stand in which tell whose it is."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class Example:
    """One window of n pieces: what the encoder gives, and what should be said of it.

    features (n, d). tags (n, labels): OUTSIDE, BEGIN or INSIDE of each label. classes: by name (n,), IGNORE where not known.
    by (n, n): for the rows in `rows`, whether the column opens words that tell whose the mark is.
    """

    features: NDArray[np.float16]
    tags: Ints
    classes: dict[str, Ints]
    by: NDArray[np.bool_]
    rows: Ints


def examples(encoder: Encoder, text: Marked) -> Iterator[Example]:
    """The windows of one text, as the reader cuts them."""
    pieces = encoder.tokenizer(text.text)
    if not len(pieces):
        return
    closes = np.array([text.text[end - 1] in CLOSING for end in pieces.end], np.bool_)
    tags, classes, pointed, rows = _targets(text, pieces)
    for window in windows(pieces.gap, closes):
        inside = slice(window.context, window.end)
        features = encoder.hidden(pieces, window).astype(np.float16)
        own = np.array([r - window.context for r in rows if window.context <= r < window.end], np.int64)
        by = np.stack([pointed[r + window.context][inside] for r in own]) if len(own) else np.zeros((0, len(features)), np.bool_)
        kept = by.any(1) if len(own) else np.zeros(0, np.bool_)
        yield Example(
            features, tags[inside], {name: column[inside] for name, column in classes.items()}, by[kept], own[kept] if len(own) else own
        )


def _targets(text: Marked, pieces: Pieces) -> tuple[Ints, dict[str, Ints], dict[int, NDArray[np.bool_]], list[int]]:
    n = len(pieces)
    tags = np.full((n, len(MARKS)), OUTSIDE, np.int64)
    tags[:, [label not in (text.labels or MARKS) for label in MARKS]] = IGNORE
    classes = {name: np.full(n, IGNORE, np.int64) for name in MARK_CLASSES}
    first_of: dict[int, int] = {}
    for number, mark in sorted(enumerate(text.marks), key=lambda m: m[1].span[0] - m[1].span[1]):
        first = int(np.searchsorted(pieces.end, mark.span[0], side="right"))
        last = int(np.searchsorted(pieces.start, mark.span[1], side="left"))
        if first >= last or mark.label not in MARKS:
            continue
        column = MARKS.index(mark.label)
        tags[first:last, column] = INSIDE
        tags[first, column] = BEGIN
        first_of[number] = first
        for name, value in _classes(mark):
            classes[name][first] = MARK_CLASSES[name].index(value)
    pointed: dict[int, NDArray[np.bool_]] = {}
    for number, mark in enumerate(text.marks):
        whose = mark.told.get("by")
        if number not in first_of or whose in (None, "both"):
            continue
        row = pointed.setdefault(first_of[number], np.zeros(n, np.bool_))
        for at in _tellers(text.marks, mark, whose):
            if at in first_of:
                row[first_of[at]] = True
    return tags, classes, pointed, sorted(pointed)


def _classes(mark: Mark) -> Iterator[tuple[str, str]]:
    told = mark.told
    if mark.label in ("round", "when", "venue"):
        yield "which", told["w"]
    elif mark.label in ("head", "topic", "view"):
        yield "which", told.get("w", "this")
    if mark.label == "round":
        yield "standing", told.get("s", "scheduled" if told["w"] == "next" else "held")
    if mark.label == "promise":
        yield "kind", told["kind"]
        yield "acceptance", told["acc"]
    if mark.label in ("topic", "view", "case", "reply", "promise", "head", "member", "count"):
        whose = told.get("by")
        yield "whose", "nobody" if whose is None else "both" if whose == "both" else "one"


def _tellers(marks: Sequence[Mark], mark: Mark, whose: str) -> list[int]:
    """The side marks that may tell whose this mark is: those before it within reach, else those right after, else any."""
    sides = [i for i, m in enumerate(marks) if m.label == "side" and m.told.get("c") == whose]
    before = [i for i in sides if mark.span[0] - REACH <= marks[i].span[0] <= mark.span[0]]
    near = sorted(before, key=lambda i: mark.span[0] - marks[i].span[0])[:3]
    after = [i for i in sides if mark.span[0] < marks[i].span[0] <= mark.span[1] + 200][:1]
    return [*near, *after] or sides


def batch(chosen: Sequence[Example]) -> dict[str, Tensor]:
    """The windows padded to one length."""
    n = max(len(e.features) for e in chosen)
    width = chosen[0].features.shape[1]
    features = np.zeros((len(chosen), n, width), np.float32)
    mask = np.zeros((len(chosen), n), np.bool_)
    tags = np.full((len(chosen), n, len(MARKS)), IGNORE, np.int64)
    classes = {name: np.full((len(chosen), n), IGNORE, np.int64) for name in MARK_CLASSES}
    by = np.zeros((len(chosen), n, n), np.bool_)
    rows = np.zeros((len(chosen), n), np.bool_)
    for k, e in enumerate(chosen):
        m = len(e.features)
        features[k, :m], mask[k, :m], tags[k, :m] = e.features, True, e.tags
        for name in classes:
            classes[name][k, :m] = e.classes[name]
        for row, columns in zip(e.rows, e.by, strict=True):
            by[k, row, :m] = columns
            rows[k, row] = True
    made = {"features": features, "mask": mask, "tags": tags, "by": by, "rows": rows} | classes
    return {name: torch.from_numpy(value) for name, value in made.items()}


def loss(model: MarksNetwork, b: dict[str, Tensor]) -> Tensor:
    """The weighted sum of the heads' mean losses."""
    tags, classes, by, _ = (made.float() if isinstance(made, Tensor) else made for made in model(b["features"], b["mask"]))
    chosen = b["mask"]
    weight = torch.tensor([1.0, 2.0, 1.5])
    said, right_tags = tags[chosen].reshape(-1, 3), b["tags"][chosen].reshape(-1)
    total = LOSS["tags"] * len(MARKS) / 4 * F.cross_entropy(said, right_tags, ignore_index=IGNORE, weight=weight)
    for name, scores in classes.items():
        known = b[name] != IGNORE
        if known.any():
            total = total + LOSS["classes"] * F.cross_entropy(scores[known].float(), b[name][known])
    if b["rows"].any():
        rows = by.masked_fill(~b["mask"][:, None, :], -1e4)[b["rows"]]
        right = b["by"][b["rows"]]
        total = total - LOSS["by"] * (torch.logsumexp(rows.masked_fill(~right, -1e4), -1) - torch.logsumexp(rows, -1)).mean()
    return total


def _averaged(ours: Tensor, theirs: Tensor, step: Tensor) -> Tensor:
    """The moving average of the weights: slow once there are many."""
    return ours.lerp(theirs, 1 - min(AVERAGE, (1 + float(step)) / (10 + float(step))))


def train(
    folder: Path,
    texts: Sequence[Sequence[Example]],
    told: Sequence[ActExample],
    epochs: int,
    seed: int,
    start: Path | None = None,
    dropout: float = 0.2,
    stop: int | None = None,
) -> MarksNetwork:
    """Train on the windows of the texts and the sentences of acts (`told`), each once an epoch, from the encoder's layers or from `start`.

    The averaged weights go to `folder`.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    size = Size.read(BASE / "config.json")
    model = MarksNetwork(size, dropout)
    model.start_from(floats(WEIGHTS / READER), size.num_hidden_layers)
    if start is not None:
        missing, unknown = model.load_state_dict(torch.load(start), strict=False)
        if unknown or not all(name.startswith("acts.") for name in missing):
            raise ValueError(f"{start} holds other weights: {missing} are missing, {unknown} are not known")
    average = torch.optim.swa_utils.AveragedModel(model, avg_fn=_averaged)
    taught = {True: [], False: []}  # by whether it begins as the encoder's
    for name, parameter in model.named_parameters():
        taught[name.startswith("layers.")].append(parameter)
    groups = [{"params": parameters, "lr": RATES[old], "full": RATES[old]} for old, parameters in taught.items()]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, betas=(0.9, 0.98))
    windows_ = [e for text in texts for e in text]
    per_epoch = math.ceil(len(windows_) / BATCH)
    steps = epochs * per_epoch
    step, started = 0, time.monotonic()
    told = list(told)
    for number in range(epochs)[:stop]:
        rng.shuffle(told)
        windows_.sort(key=lambda e: (len(e.features) // 40, rng.random()))  # of like length, so that little is padded
        firsts = [BATCH * k for k in range(per_epoch)]
        rng.shuffle(firsts)
        shares = [list(told[k::per_epoch]) for k in range(per_epoch)] if told else []
        seen = 0.0
        for number_, first in enumerate(firsts):
            share = min(1.0, step / (0.08 * steps)) * 0.5 * (1 + math.cos(math.pi * step / steps))
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * share
            model.train()
            with torch.autocast("cpu", torch.bfloat16):
                value = loss(model, batch(windows_[first : first + BATCH]))
                if shares:
                    features, mask = acts.batch(shares[number_])
                    value = value + LOSS["acts"] * acts.loss(model.acts(model.outputs(features, mask)), shares[number_])
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(model)
            step += 1
            seen += value.item()
        print(f"epoch {number + 1}: {seen / per_epoch:.4f}, {time.monotonic() - started:.0f} s", flush=True)  # noqa: T201
        folder.mkdir(parents=True, exist_ok=True)
        torch.save(average.module.state_dict(), folder / "marks.pt")
    kept: MarksNetwork = average.module
    return kept.eval()


class _Shipped(nn.Module):
    """The network with the outputs that `verbale.reading.marks` expects."""

    def __init__(self, model: MarksNetwork) -> None:
        super().__init__()
        self.model = model

    def forward(self, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        tags, classes, by, told_of_acts = self.model(hidden)
        told = torch.cat([torch.softmax(classes[name], -1) for name in MARK_CLASSES], -1)
        return torch.softmax(tags, -1).flatten(2)[0], told[0], torch.softmax(by, -1)[0], told_of_acts[0]


def export(model: MarksNetwork, folder: Path) -> Path:
    """Write the network to `folder` as int8 ONNX; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            _Shipped(model),
            (torch.zeros(1, 20, 2 * model.width),),
            str(plain),
            input_names=["hidden"],
            output_names=["tags", "classes", "by", "acts"],
            dynamic_axes={"hidden": {1: "n"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(plain, folder / MODEL, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])
    return folder / MODEL


def _told(encoder: Encoder, seed: int) -> Iterator[ActExample]:
    """The sentences of acts, and of the stories' openings two for three of these: they are many and much alike."""
    made = acts.sentences(encoder)
    yield from made
    yield from acts.of_leads(encoder, random.Random(seed).sample(list(plover.leads(held_out=False)), len(made) // 3 * 2))


def main() -> None:
    """Read the command line, train and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=RUN)
    parser.add_argument("--texts", type=Path, default=marked.MARKED)
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--stop", type=int, default=None, help="after so many of the epochs, as if they were all still to come")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--start", type=Path, default=None, help="weights to go on from (`marks.pt` of an earlier run)")
    parser.add_argument("--all", action="store_true", help="train on the held-out texts too: for what is shipped, once it is measured")
    given = parser.parse_args()
    encoder = Encoder(WEIGHTS)
    texts = list(marked.read(given.texts)) if given.all else marked.train(given.texts)
    made = [found for text in texts if (found := list(examples(encoder, text)))]
    told = list(_told(encoder, given.seed))
    print(f"{len(made)} texts, {sum(map(len, made))} windows; {len(told)} sentences of acts", flush=True)  # noqa: T201
    path = export(train(given.run, made, told, given.epochs, given.seed, given.start, given.dropout, given.stop), given.to)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
