"""`python -m training.export`: a checkpoint to the int8 ONNX that is shipped.

Matrix products are quantized dynamically, a scale a column, after `training.smoothing`; the word embeddings, half of the size, to int8
with a scale a row. What the reader needs beyond scores (softmax, the best head within the sentence and its relation) is part of the graph.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.corpora import polnear, timebank
from training.network import TAGS, Reader, Size
from training.smoothing import Input, smooth
from training.train import BASE
from verbale.reading.encoder import MODEL, VOCABULARY, WEIGHTS
from verbale.reading.encoder import TAGS as ORDER
from verbale.reading.pieces import PieceTokenizer
from verbale.reading.windows import ENCLOSING, LENGTH

OPSET = 17
CALIBRATING = 24
"""Articles of a corpus by which the products are smoothed."""
OUTPUTS = ("tags", "source_of", "cue_of", "pos", "head", "relation", "vector")
HIDDEN = ("/model/encoder/norm/LayerNormalization_output_0", "/model/encoder/layers.5/norm2/LayerNormalization_output_0")
"""The layers whose outputs, side by side, are the model's output `hidden`."""


class Int8Embedding(nn.Module):
    """An embedding whose rows are int8, each with a scale of its own."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        scale = embedding.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(embedding.weight.detach() / scale).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class Shipped(nn.Module):
    """The reader with the outputs that `verbale.reading.encoder` expects."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shape: Tensor, gap: Tensor) -> tuple[Tensor, ...]:
        model = self.model
        x = model(ids, shape, gap)
        tags = {name: torch.softmax(model.tags[name](x), -1) for name, _ in ORDER}
        number = torch.cumsum((tags["sentence"][..., 1] > 0.5).to(torch.int64), 1)
        apart = number[:, :, None] != number[:, None, :]
        # A word may point to the opening piece (a root) or within its sentence.
        apart = torch.cat([torch.zeros_like(apart[:, :, :1]), apart[:, :, 1:]], 2)
        head = model.arcs(x).masked_fill(apart, -1e4).argmax(-1)
        return (
            torch.cat([tags[name] for name, _ in ORDER], -1)[0],
            torch.softmax(model.links["source_of"](x), -1)[0],
            torch.softmax(model.links["cue_of"](x), -1)[0],
            model.pos(x).argmax(-1)[0],
            head[0],
            model.relations(x, head).argmax(-1)[0],
            model.vector(x)[0],
        )


def typical() -> list[Input]:
    """Windows by which to smooth: the fronts of articles that nothing is reported on."""
    tokenizer = PieceTokenizer(BASE / "vocab.txt")
    made: list[Input] = []
    for article in [*list(polnear.tune())[:CALIBRATING], *random.Random(0).sample(list(timebank.train()), CALIBRATING)]:
        pieces = tokenizer(article.text)
        front = slice(0, LENGTH - ENCLOSING)
        ids = np.concatenate(([tokenizer.cls], pieces.ids[front], [tokenizer.sep]))
        columns = (ids, *(np.pad(column[front], 1) for column in (pieces.shape, pieces.gap)))
        made.append(tuple(torch.from_numpy(column.astype(np.int64))[None] for column in columns))
    return made


def export(checkpoint: Path, folder: Path, int8: bool = True) -> Path:
    """Write the model and its vocabulary to `folder`; without `int8` in fp32, to compare with. Returns the model's path."""
    assert dict(ORDER) == TAGS
    model = Reader(Size.read(BASE / "config.json"))
    model.load_state_dict(torch.load(checkpoint))
    model.eval()
    if int8:
        smooth(model, typical())
        model.encoder.word = Int8Embedding(model.encoder.word)
    folder.mkdir(parents=True, exist_ok=True)
    example = tuple(torch.ones(1, 20, dtype=torch.int64) for _ in range(3))
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            Shipped(model),
            example,
            str(plain),
            input_names=["ids", "shape", "gap"],
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "n"} for name in ("ids", "shape", "gap")},
            opset_version=OPSET,
            dynamo=False,
        )
        if int8:
            quantize_dynamic(plain, folder / MODEL, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])
        else:
            shutil.copy(plain, folder / MODEL)
    expose_hidden(folder / MODEL)
    shutil.copy(BASE / "vocab.txt", folder / VOCABULARY)
    return folder / MODEL


def expose_hidden(path: Path) -> None:
    """Give the model in this file the output `hidden`, (n, 768): what the network of the marks is taught on."""
    model = onnx.load(str(path))
    graph = model.graph
    if "hidden" not in {output.name for output in graph.output}:
        graph.node.append(onnx.helper.make_node("Concat", list(HIDDEN), ["hidden_of_batch"], axis=-1))
        graph.initializer.append(onnx.numpy_helper.from_array(np.array([0], np.int64), "hidden_axes"))
        graph.node.append(onnx.helper.make_node("Squeeze", ["hidden_of_batch", "hidden_axes"], ["hidden"]))
        graph.output.append(onnx.helper.make_tensor_value_info("hidden", onnx.TensorProto.FLOAT, ["n", None]))
        onnx.save(model, str(path))
    onnx.checker.check_model(str(path))


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("training/runs/current/weights.pt"))
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--fp32", action="store_true")
    given = parser.parse_args()
    path = export(given.checkpoint, given.to, int8=not given.fp32)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
