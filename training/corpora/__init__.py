"""Readers of the corpora beside the project. Each yields `Annotated` texts; nothing of a corpus is ever kept in the project."""
