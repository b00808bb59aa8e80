"""The network that finds marks: two narrow transformer layers on the encoder's outputs, and its heads."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that everybody knows it by

from training.network import Dropout, Pointer
from verbale.reading.labels import MARK_CLASSES, MARKS

WIDTH = 256
HEADS = 4
LAYERS = 2
BY_WIDTH = 64


class _Layer(nn.Module):
    """One transformer layer, norms first."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(3 * WIDTH, WIDTH)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, d = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, n, 3, HEADS, d // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (d // HEADS) ** -0.5
        if mask is not None:
            scores = scores.masked_fill(~mask[:, None, None, :], -1e4)
        a = torch.softmax(scores, -1) @ v
        x = x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, d)))
        return x + self.drop(self.down(F.gelu(self.up(self.norm2(x)))))


class MarksNetwork(nn.Module):
    """(batch, n, d) of the encoder's outputs to the scores of tags (batch, n, labels, 3), of classes by name (batch, n, classes), and
    of each piece pointing to each (batch, n, n): whose the mark is that starts here.
    """

    def __init__(self, features: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.drop = Dropout(dropout)
        self.enter = nn.Linear(features, WIDTH)
        self.layers = nn.ModuleList(_Layer(dropout) for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        self.tags = nn.Linear(WIDTH, 3 * len(MARKS))
        self.classes = nn.ModuleDict({name: nn.Linear(WIDTH, len(values)) for name, values in MARK_CLASSES.items()})
        self.by = Pointer(WIDTH, BY_WIDTH)

    def forward(self, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, dict[str, Tensor], Tensor]:
        x = self.enter(self.drop(features))
        for layer in self.layers:
            x = layer(x, mask)
        x = self.norm(x)
        b, n, _ = x.shape
        return self.tags(x).view(b, n, len(MARKS), 3), {name: head(x) for name, head in self.classes.items()}, self.by(x)
