"""Corpora to weights. Not in the wheel: needs torch and the corpora; `make train` and `make evaluate` are its faces."""
