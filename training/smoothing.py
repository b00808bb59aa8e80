"""Before rounding: features that run to extremes are scaled down and their weights up, so that the int8 grid is spent on all of them.

Dynamic quantization lays one grid of 256 steps over a whole tensor, and a single feature of the encoder runs to fifteen times the others.
Each input feature j of a product is divided by s_j and its weights multiplied by it, s_j being its greatest absolute value over the median
feature's, to the POWER: nothing changes but what rounding does (SmoothQuant, Xiao et al. 2023, with the weights' share left out). Where
the input is itself linear in what came before (attention's values) the division is done there, for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that everybody knows it by

from training.network import Reader

POWER = 0.6
"""The best of 0.4, 0.6 and 0.75 in how far the scores move, on the held-back tenth of PolNeAR's train split."""

Input = tuple[Tensor, Tensor, Tensor]
"""ids, shape and gap of one window, each (1, n)."""


class Smoothed(nn.Linear):
    """A linear layer whose input is multiplied feature by feature with `inverse`, and whose weights make up for it."""

    def __init__(self, linear: nn.Linear, scale: Tensor) -> None:
        super().__init__(linear.in_features, linear.out_features)
        with torch.no_grad():
            self.weight.copy_(linear.weight * scale)
            self.bias.copy_(linear.bias)
        self.register_buffer("inverse", 1 / scale)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x * self.inverse, self.weight, self.bias)


def smooth(model: Reader, windows: Sequence[Input]) -> None:
    """Smooth the encoder's products, in place, by what they are given on these windows."""
    scales = _scales(model, windows)
    for layer in model.encoder.layers:
        layer.qkv, layer.up, layer.down = (Smoothed(part, scales[part]) for part in (layer.qkv, layer.up, layer.down))
        scale = scales[layer.out]
        with torch.no_grad():
            values = slice(2 * len(scale), None)
            layer.qkv.weight[values] /= scale[:, None]
            layer.qkv.bias[values] /= scale
            layer.out.weight *= scale


def _scales(model: Reader, windows: Sequence[Input]) -> dict[nn.Module, Tensor]:
    greatest: dict[nn.Module, Tensor] = {}

    def see(module: nn.Module, given: tuple[Tensor]) -> None:
        now = given[0].detach().abs().amax((0, 1))
        greatest[module] = torch.maximum(greatest[module], now) if module in greatest else now

    parts = [part for layer in model.encoder.layers for part in (layer.qkv, layer.out, layer.up, layer.down)]
    hooks = [part.register_forward_pre_hook(see) for part in parts]
    with torch.no_grad():
        for window in windows:
            model(*window)
    for hook in hooks:
        hook.remove()
    return {part: (most.clamp(min=1e-3) / most.median()) ** POWER for part, most in greatest.items()}
