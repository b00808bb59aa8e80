"""Weights to go on from: a checkpoint's, or those of a shipped int8 model, turned back into floats.

What rounding took away is not given back. Heads that the weights don't know yet are left as they are.
"""

from __future__ import annotations

import re
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.network import LINKS, TAGS, Reader

_PRODUCT = re.compile(r"/(?P<module>.+)/MatMul(?:_quant)?")
_ROWS = "encoder.word.rows"
_SMOOTHED = ".inverse"


def take_over(model: Reader, path: Path) -> None:
    """Load the weights at `path` (`*.onnx`: shipped ones) into `model`.

    Raises ValueError where any are missing but those of new heads.
    """
    weights = floats(path) if path.suffix == ".onnx" else torch.load(path)
    found = model.load_state_dict(weights, strict=False)
    new = tuple(f"tags.{name}." for name in TAGS if f"tags.{name}.bias" not in weights)
    lost = [name for name in found.missing_keys if not name.startswith(new)] if new else found.missing_keys
    if lost or found.unexpected_keys:
        raise ValueError(f"{path}: not weights of this network: {[*lost, *found.unexpected_keys][:5]}")


def floats(path: Path) -> dict[str, Tensor]:
    """The state of the network that a model made by `training.export` was exported from, but for its rounding."""
    graph = onnx.load(path).graph
    stored = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    state = {name.removeprefix("model."): value for name, value in stored.items() if name.startswith("model.")}
    if _ROWS in state:
        state["encoder.word.weight"] = state.pop(_ROWS).float() * state.pop("encoder.word.scale")
    for node in graph.node:
        named = _PRODUCT.fullmatch(node.name)
        if node.op_type not in ("MatMulInteger", "MatMul") or named is None or node.input[1] not in stored:
            continue
        weight = stored[node.input[1]].float()
        if node.op_type == "MatMulInteger":
            zero, scale = stored[node.input[3]].float(), stored[node.input[1].replace("_quantized", "_scale")]
            weight = (weight - zero) * scale
        state[f"{_module(named['module'])}.weight"] = weight.T.contiguous()
    for name in [name for name in state if name.endswith(_SMOOTHED)]:
        state[name.removesuffix(_SMOOTHED) + ".weight"] *= state.pop(name)
    return state


def _module(path: str) -> str:
    """The module whose product bears this path in the graph, where members of a list are named without it."""
    first, _, rest = path.removeprefix("model/").partition("/")
    name = f"{first}.{rest.replace('/', '.')}" if rest else first
    return f"tags.{name}" if first in TAGS else f"links.{name}" if first in LINKS else name
