"""The heads that find acts between two: who acts, on whom, and the type and mode of the act. They stand on the layers of the marks."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from verbale.reading.acts import OUTPUTS, TYPES, WIDTH


class ActsHeads(nn.Module):
    """(batch, n, d) to what each piece says of acts (batch, n, `OUTPUTS`): see `verbale.reading.acts`, which puts pairs together.

    Six scores of tags (OUTSIDE, BEGIN, INSIDE of who acts and of who is acted on); what the piece says of each type as one of those who
    act, as one acted on, and as a word between them; and of the modes.
    """

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.tags = nn.Linear(hidden, 6)
        self.source = nn.Linear(hidden, TYPES * (WIDTH + 1))
        self.target = nn.Linear(hidden, TYPES * (WIDTH + 1))
        self.between = nn.Linear(hidden, TYPES)
        self.modes = nn.Linear(hidden, OUTPUTS[-1])

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([self.tags(x), self.source(x), self.target(x), self.between(x), self.modes(x)], -1)


def pair(outputs: Tensor, source: tuple[int, int], target: tuple[int, int]) -> Tensor:
    """The scores of the types, none first, (types,), of the act between two spans of pieces of one text. outputs: (n, sum of OUTPUTS)."""
    _, as_source, as_target, between, _ = outputs.split(list(OUTPUTS), -1)
    one = as_source[source[0] : source[1]].mean(0).view(TYPES, WIDTH + 1)
    other = as_target[target[0] : target[1]].mean(0).view(TYPES, WIDTH + 1)
    words = between[min(source[0], target[0]) : max(source[1], target[1])].mean(0)
    return (one[:, :WIDTH] * other[:, :WIDTH]).sum(-1) / WIDTH**0.5 + one[:, WIDTH] + other[:, WIDTH] + words
