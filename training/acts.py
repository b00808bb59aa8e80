"""What teaches the acts: sentences with a marked source and target, and the openings of stories, as examples on the encoder's outputs.

`python -m training.acts` teaches their heads alone, once the layers that they share with the marks are what they will be.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - the name that everybody knows it by

from training.acts_network import pair
from training.corpora import plover
from training.corpora.plover import Lead, Relation
from training.marks_network import MarksNetwork
from training.network import Size
from training.train import BASE
from verbale.model import SYMMETRIC
from verbale.reading.acts import OUTPUTS
from verbale.reading.encoder import WEIGHTS, Encoder
from verbale.reading.labels import ACT_MODES, ACT_TYPES, BEGIN, INSIDE, OUTSIDE
from verbale.reading.pieces import Pieces
from verbale.reading.windows import Window

LONGEST = 96
"""Pieces of a sentence or an opening that are looked at."""
NONE = 0
RATE, DECAY, BATCH, DROPOUT, AVERAGE = 5e-4, 0.05, 24, 0.3, 0.99
"""Of the heads alone: rate, decay, sentences a step, share of what they stand on that is left out, decay of the weights' moving average."""
_RARE = 60
"""Sentences of a type below which each is taken more than once, three times at most."""
_TURNED, _TAGS, _LEAD = 0.3, 0.5, 0.5
"""Weights in the loss: that the one acted on doesn't do the same to who acts; of the tags; of a story's opening."""


@dataclass(frozen=True, slots=True)
class ActExample:
    """One sentence of n pieces. features (n, d). source, target: their pieces; None of a story's opening.

    type: number of it, NONE for no act, None where it is only known that there is one. mode: number of it, of an opening.
    """

    features: NDArray[np.float16]
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    type: int | None
    mode: int = 0


def of_relations(encoder: Encoder, relations: Iterable[Relation]) -> Iterator[ActExample]:
    """An example of each sentence whose spans lie within the first LONGEST pieces."""
    for relation in relations:
        pieces = encoder.tokenizer(relation.text)
        source, target = span_of(pieces, relation.source), span_of(pieces, relation.target)
        end = min(len(pieces), LONGEST)
        if max(source[1], target[1]) > end or source[0] >= source[1] or target[0] >= target[1]:
            continue
        kind = NONE if not relation.related else None if relation.type is None else 1 + ACT_TYPES.index(relation.type)
        yield ActExample(features_of(encoder, pieces, end), source, target, kind)


def of_leads(encoder: Encoder, leads: Iterable[Lead]) -> Iterator[ActExample]:
    """An example of each opening."""
    for lead in leads:
        pieces = encoder.tokenizer(lead.text)
        mode = 0 if lead.mode is None else 1 + ACT_MODES.index(lead.mode)
        yield ActExample(features_of(encoder, pieces, min(len(pieces), LONGEST)), None, None, 1 + ACT_TYPES.index(lead.type), mode)


def span_of(pieces: Pieces, span: tuple[int, int]) -> tuple[int, int]:
    """The pieces that lie within these code points."""
    return int(np.searchsorted(pieces.end, span[0], side="right")), int(np.searchsorted(pieces.start, span[1], side="left"))


def features_of(encoder: Encoder, pieces: Pieces, end: int) -> NDArray[np.float16]:
    """What the encoder gives for the first `end` pieces of a text, read as one window."""
    return encoder.hidden(pieces, Window(0, 0, end)).astype(np.float16)


def batch(chosen: Sequence[ActExample]) -> tuple[Tensor, Tensor]:
    """The features padded to one length (batch, n, d), and the mask (batch, n)."""
    n = max(len(e.features) for e in chosen)
    features = np.zeros((len(chosen), n, chosen[0].features.shape[1]), np.float32)
    mask = np.zeros((len(chosen), n), np.bool_)
    for k, e in enumerate(chosen):
        features[k, : len(e.features)], mask[k, : len(e.features)] = e.features, True
    return torch.from_numpy(features), torch.from_numpy(mask)


def loss(outputs: Tensor, chosen: Sequence[ActExample]) -> Tensor:
    """The mean loss of the examples. outputs: (batch, n, sum of OUTPUTS)."""
    losses: list[Tensor] = []
    for e, row in zip(chosen, outputs.float(), strict=True):
        own = row[: len(e.features)]
        losses.append(_LEAD * _of_lead(own, e) if e.source is None or e.target is None else _of_pair(own, e, e.source, e.target))
    return torch.stack(losses).mean()


def _of_pair(own: Tensor, e: ActExample, source: tuple[int, int], target: tuple[int, int]) -> Tensor:
    scores = torch.log_softmax(pair(own, source, target), -1)
    if e.type is None:
        return -torch.log1p(-scores[NONE].exp().clamp(max=1 - 1e-4))
    total = -scores[e.type]
    if e.type == NONE:
        return total
    tags = torch.full((2, len(own)), OUTSIDE, dtype=torch.long)
    for row, (first, last) in zip(tags, (source, target), strict=True):
        row[first:last] = INSIDE
        row[first] = BEGIN
    said = own[:, :6].view(-1, 2, 3).permute(1, 2, 0)
    total = total + _TAGS * F.cross_entropy(said, tags, weight=torch.tensor([1.0, 3.0, 2.0]))
    if ACT_TYPES[e.type - 1] not in SYMMETRIC:
        total = total - _TURNED * torch.log_softmax(pair(own, target, source), -1)[NONE]
    return total


def _of_lead(own: Tensor, e: ActExample) -> Tensor:
    """The type by the words between alone, the mode by all words of the opening."""
    *_, between, modes = own.split(list(OUTPUTS), -1)
    kind, mode = between.mean(0)[None], modes.mean(0)[None]
    assert e.type is not None
    return F.cross_entropy(kind, torch.tensor([e.type])) + F.cross_entropy(mode, torch.tensor([e.mode]))


def sentences(encoder: Encoder) -> list[ActExample]:
    """All that may be trained on with two spans."""
    return [*of_relations(encoder, plover.relations(held_out=False)), *of_relations(encoder, plover.related("train"))]


def balanced(examples: Sequence[ActExample]) -> list[ActExample]:
    """The examples, those of rare types more than once."""
    counts = Counter(e.type for e in examples if e.source is not None)
    return [e for e in examples for _ in range(min(3, -(-_RARE // counts[e.type])) if e.source is not None and e.type else 1)]


def heads_alone(model: MarksNetwork, examples: Sequence[ActExample], epochs: int, seed: int) -> MarksNetwork:
    """Teach the heads of the acts, and nothing else, on what the layers give; the averaged heads are in the network that is returned."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model.eval()
    stood_on = []
    with torch.no_grad():
        for e in examples:
            features, mask = batch([e])
            stood_on.append(model.outputs(features, mask)[0])
    order = list(range(len(examples)))
    average = torch.optim.swa_utils.AveragedModel(model.acts, avg_fn=lambda ours, theirs, _: ours.lerp(theirs, 1 - AVERAGE))
    optimizer = torch.optim.AdamW(model.acts.parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * -(-len(order) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for number in range(epochs):
        rng.shuffle(order)
        seen = 0.0
        for first in range(0, len(order), BATCH):
            chosen = order[first : first + BATCH]
            n = max(len(stood_on[i]) for i in chosen)
            x = torch.zeros(len(chosen), n, stood_on[0].shape[1])
            for row, i in enumerate(chosen):
                x[row, : len(stood_on[i])] = stood_on[i]
            value = loss(model.acts(F.dropout(x, DROPOUT)), [examples[i] for i in chosen])
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            optimizer.step()
            schedule.step()
            average.update_parameters(model.acts)
            seen += value.item() * len(chosen)
        print(f"epoch {number + 1}: {seen / len(order):.4f}", flush=True)  # noqa: T201
    model.acts.load_state_dict(average.module.state_dict())
    return model


def main() -> None:
    """Read the command line, train, and keep the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True, help="the network (`marks.pt` of a run of training.marks)")
    parser.add_argument("--run", type=Path, required=True, help="where the network goes")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    encoder = Encoder(WEIGHTS)
    made = sentences(encoder)
    openings = random.Random(given.seed).sample(list(plover.leads(held_out=False)), len(made))
    model = MarksNetwork(Size.read(BASE / "config.json"))
    model.load_state_dict(torch.load(given.start))
    taught = heads_alone(model, [*balanced(made), *of_leads(encoder, openings)], given.epochs, given.seed)
    given.run.mkdir(parents=True, exist_ok=True)
    torch.save(taught.state_dict(), given.run / "marks.pt")


if __name__ == "__main__":
    main()
