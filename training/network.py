"""The network: one small transformer encoder and the heads that share it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that everybody knows it by

from verbale.reading.labels import ENTITIES, PARTS_OF_SPEECH, RELATIONS, STANDINGS, TIME_TYPES
from verbale.reading.shape import Gap, Shape

TAGS = {
    "source": 3,
    "cue": 3,
    "content": 3,
    "entity": 1 + 2 * len(ENTITIES),
    "other": 3,
    "sentence": 2,
    "word": 2,
    "story": 2,
    "time": 1 + 2 * len(TIME_TYPES),
    "standing": 1 + len(STANDINGS),
}
"""Heads that tag each piece, and how many classes each one has."""
LINKS = ("source_of", "cue_of")
LINK_WIDTH = 64
ARC_WIDTH = 128


@dataclass(frozen=True, slots=True)
class Size:
    """The encoder's dimensions, as its own configuration states them."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    layer_norm_eps: float

    @classmethod
    def read(cls, path: Path) -> Size:
        stated = json.loads(path.read_text())
        return cls(**{name: stated[name] for name in cls.__dataclass_fields__})


class Dropout(nn.Module):
    """Dropout of whole features, the same ones along a window: as good here, and random numbers are what costs on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        kept = (torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.share).to(x.dtype)
        return x * (kept / (1 - self.share))


class Layer(nn.Module):
    """One transformer layer (BERT: norm after each part)."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads = size.num_attention_heads
        self.qkv = nn.Linear(size.hidden_size, 3 * size.hidden_size)
        self.out = nn.Linear(size.hidden_size, size.hidden_size)
        self.norm1 = nn.LayerNorm(size.hidden_size, eps=size.layer_norm_eps)
        self.up = nn.Linear(size.hidden_size, size.intermediate_size)
        self.down = nn.Linear(size.intermediate_size, size.hidden_size)
        self.norm2 = nn.LayerNorm(size.hidden_size, eps=size.layer_norm_eps)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        if mask is not None:
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            a = torch.softmax(q @ k.transpose(-1, -2) * (d // self.heads) ** -0.5, -1) @ v
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, d))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces to vectors: (batch, n) to (batch, n, hidden)."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(size.vocab_size, size.hidden_size)
        self.position = nn.Embedding(size.max_position_embeddings, size.hidden_size)
        self.shape = nn.Embedding(len(Shape), size.hidden_size)
        self.gap = nn.Embedding(len(Gap), size.hidden_size)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.gap.weight)
        self.norm = nn.LayerNorm(size.hidden_size, eps=size.layer_norm_eps)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.num_hidden_layers))
        self.drop = Dropout(dropout)

    def forward(self, ids: Tensor, shape: Tensor, gap: Tensor, mask: Tensor | None = None) -> Tensor:
        position = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.word(ids) + self.position(position) + self.shape(shape) + self.gap(gap))
        x = self.drop(x)
        attention = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attention)
        return x

    def load_pretrained(self, path: Path) -> None:
        """Take over the weights of a BERT-shaped `model.safetensors`. Shape and gap start at zero: at first nothing is changed."""
        theirs = load_file(path)
        with torch.no_grad():
            self.word.weight.copy_(theirs["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(
                theirs["embeddings.position_embeddings.weight"] + theirs["embeddings.token_type_embeddings.weight"][0]
            )
            _copy(self.norm, theirs, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                prefix = f"encoder.layer.{i}"
                for kind in ("weight", "bias"):
                    parts = [theirs[f"{prefix}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                _copy(layer.out, theirs, f"{prefix}.attention.output.dense")
                _copy(layer.norm1, theirs, f"{prefix}.attention.output.LayerNorm")
                _copy(layer.up, theirs, f"{prefix}.intermediate.dense")
                _copy(layer.down, theirs, f"{prefix}.output.dense")
                _copy(layer.norm2, theirs, f"{prefix}.output.LayerNorm")


def _copy(module: nn.Module, theirs: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(theirs[f"{name}.weight"])
    module.bias.copy_(theirs[f"{name}.bias"])


class Pointer(nn.Module):
    """Scores of each piece pointing to each: (batch, n, hidden) to (batch, n, n). Deep biaffine (Dozat and Manning 2017)."""

    def __init__(self, hidden: int, width: int) -> None:
        super().__init__()
        self.pointing = nn.Linear(hidden, width)
        self.pointed = nn.Linear(hidden, width)
        self.bilinear = nn.Linear(width, width, bias=False)
        self.prior = nn.Linear(width, 1)

    def forward(self, x: Tensor) -> Tensor:
        pointing, pointed = F.gelu(self.pointing(x)), F.gelu(self.pointed(x))
        return self.bilinear(pointing) @ pointed.transpose(-1, -2) + self.prior(pointed).transpose(-1, -2)


class Reader(nn.Module):
    """Encoder and heads. A pointer to nothing points to piece 0, the window's opening."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        hidden = size.hidden_size
        self.encoder = Encoder(size)
        self.tags = nn.ModuleDict({name: nn.Linear(hidden, classes) for name, classes in TAGS.items()})
        self.pos = nn.Linear(hidden, len(PARTS_OF_SPEECH))
        self.links = nn.ModuleDict({name: Pointer(hidden, LINK_WIDTH) for name in LINKS})
        self.arcs = Pointer(hidden, ARC_WIDTH)
        self.dependent = nn.Linear(hidden, ARC_WIDTH)
        self.governor = nn.Linear(hidden, ARC_WIDTH)
        self.relation = nn.Linear(ARC_WIDTH, len(RELATIONS))
        self.vector = nn.Linear(hidden, hidden)
        with torch.no_grad():
            self.vector.weight.copy_(torch.eye(hidden))
            self.vector.bias.zero_()

    def forward(self, ids: Tensor, shape: Tensor, gap: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.encoder(ids, shape, gap, mask)

    def relations(self, x: Tensor, heads: Tensor) -> Tensor:
        """The relation of each piece to the piece that `heads` gives, (batch, n) to (batch, n, relations)."""
        governors = torch.gather(x, 1, heads.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        return self.relation(F.gelu(self.dependent(x) + self.governor(governors)))
