"""The network that finds marks and acts: all of the encoder's layers once more, taught for these alone, and its heads."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.acts_network import ActsHeads
from training.network import Dropout, Layer, Pointer, Size
from verbale.reading.labels import MARK_CLASSES, MARKS

LAYERS = 6
BY_WIDTH = 96


class MarksNetwork(nn.Module):
    """(batch, n, 2d) of the encoder's outputs (of its embeddings, and of its last layer) to the scores of tags (batch, n,
    labels, 3), of classes by name (batch, n, classes), of each piece pointing to each (batch, n, n): whose the mark is; and of acts.
    """

    def __init__(self, size: Size, dropout: float = 0.15) -> None:
        super().__init__()
        self.width = size.hidden_size
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(LAYERS))
        self.drop = Dropout(dropout)
        both = 2 * self.width
        self.tags = nn.Linear(both, 3 * len(MARKS))
        self.classes = nn.ModuleDict({name: nn.Linear(both, len(values)) for name, values in MARK_CLASSES.items()})
        self.by = Pointer(both, BY_WIDTH)
        self.acts = ActsHeads(both)

    def start_from(self, encoder: dict[str, Tensor], depth: int) -> None:
        """Begin as the encoder's last layers are. encoder: its state, as `floats` gives it. depth: how many layers it has."""
        for k, layer in enumerate(self.layers):
            prefix = f"encoder.layers.{depth - LAYERS + k}."
            layer.load_state_dict({name.removeprefix(prefix): value for name, value in encoder.items() if name.startswith(prefix)})

    def outputs(self, features: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, n, 2d): what the heads stand on."""
        x = features[..., : self.width]
        attention = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attention)
        dropped: Tensor = self.drop(torch.cat([x, features[..., self.width :]], -1))
        return dropped

    def forward(self, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, dict[str, Tensor], Tensor, Tensor]:
        x = self.outputs(features, mask)
        b, n, _ = x.shape
        classes = {name: head(x) for name, head in self.classes.items()}
        return self.tags(x).view(b, n, len(MARKS), 3), classes, self.by(x), self.acts(x)
