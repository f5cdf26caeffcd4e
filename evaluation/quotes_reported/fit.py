"""Fitting a linear-chain conditional random field over hashed features, by stochastic gradients.

AdaGrad (Duchi, Hazan, Singer 2011) on the likelihood of the labels. Half of the features of each
token are left out at random at each step, which keeps frequent ones from silencing the others
(Wang and Manning 2013, "Fast dropout training"); the weights kept are the mean over the last passes.
The seed is fixed: the same examples give the same field.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Example = tuple[NDArray[np.int32], NDArray[np.int64]]
"""Rows (tokens × features) and labels of a paragraph."""

_PASSES = 5
_MEAN_FROM = 2
_RATE = 0.05
_DECAY = 1e-5
_LEFT_OUT = 0.5
_BATCH = 4000
_LEAST = 3
"""A row that fewer tokens use is not learned."""


@dataclass(frozen=True, slots=True)
class Field:
    """What was fitted.

    Attributes:
        weights: rows × labels; the last row is of features left out.
        steps: label × following label.
        starts: of the first label.
    """

    weights: NDArray[np.float32]
    steps: Floats
    starts: Floats


@dataclass(frozen=True, slots=True)
class Batch:
    """Paragraphs of about one length: rows and labels of all tokens, and which place each fills."""

    rows: NDArray[np.int32]
    labels: NDArray[np.int64]
    is_filled: NDArray[np.bool_]  # paragraphs × longest


def fit(examples: Sequence[Example], bits: int, labels: int) -> Field:
    """The field of some paragraphs."""
    size = 1 << bits
    field, past, mean = (_start(size, labels, by) for by in (0.0, 0.01, 0.0))
    is_learned = np.append(_count(examples, size) >= _LEAST, False)
    batches = _batches(examples)
    chance = np.random.default_rng(1)
    for turn in range(_PASSES):
        for n in chance.permutation(len(batches)):
            batch = batches[n]
            is_out = chance.random(batch.rows.shape, dtype=np.float32) < _LEFT_OUT
            rows = np.where(is_out, size, batch.rows)
            _learn(field, past, Batch(rows, batch.labels, batch.is_filled), is_learned)
        if turn >= _MEAN_FROM:
            for total, now in zip(_arrays(mean), _arrays(field), strict=True):
                total += now / (_PASSES - _MEAN_FROM)
    return mean


def _arrays(field: Field) -> tuple[NDArray[np.float32], Floats, Floats]:
    return field.weights, field.steps, field.starts


def _start(size: int, labels: int, value: float) -> Field:
    return Field(
        np.full((size + 1, labels), value, dtype=np.float32),
        np.full((labels, labels), value),
        np.full(labels, value),
    )


def _count(examples: Sequence[Example], size: int) -> NDArray[np.int64]:
    counts = np.zeros(size, dtype=np.int64)
    for n in range(0, len(examples), 500):
        some = np.concatenate([rows.ravel() for rows, _ in examples[n : n + 500]])
        counts += np.bincount(some, minlength=size)
    return counts


def _batches(examples: Sequence[Example]) -> list[Batch]:
    batches, gathered = [], []
    for example in sorted(examples, key=lambda e: len(e[1])):
        gathered.append(example)
        if sum(len(labels) for _, labels in gathered) >= _BATCH:
            batches.append(_gather(gathered))
            gathered = []
    return [*batches, _gather(gathered)] if gathered else batches


def _gather(examples: Sequence[Example]) -> Batch:
    lengths = np.array([len(labels) for _, labels in examples])
    return Batch(
        np.concatenate([rows for rows, _ in examples]),
        np.concatenate([labels for _, labels in examples]),
        np.arange(lengths.max()) < lengths[:, None],
    )


def _learn(field: Field, past: Field, batch: Batch, is_learned: NDArray[np.bool_]) -> None:
    """One step: the field moves against the gradient, each weight the less the more it has moved."""
    grown = 1 / (1 - _LEFT_OUT)
    scores = np.zeros((*batch.is_filled.shape, field.weights.shape[1]))
    scores[batch.is_filled] = field.weights[batch.rows].sum(axis=1) * grown
    by_token, by_step, by_start = _gradients(scores, field, batch)
    rows, at = np.unique(batch.rows, return_inverse=True)
    at = at.ravel()
    width = batch.rows.shape[1]
    by_row = np.stack(
        [np.bincount(at, np.repeat(column, width), len(rows)) for column in by_token.T], axis=1
    )
    rows, by_row = rows[is_learned[rows]], by_row[is_learned[rows]] * grown
    by_row += _DECAY * len(batch.is_filled) * field.weights[rows]
    past.weights[rows] += by_row**2
    field.weights[rows] -= _RATE * by_row / np.sqrt(past.weights[rows])
    for now, before, by in (
        (field.steps, past.steps, by_step),
        (field.starts, past.starts, by_start),
    ):
        before += by**2
        now -= _RATE * by / np.sqrt(before)


def _gradients(scores: Floats, field: Field, batch: Batch) -> tuple[Floats, Floats, Floats]:
    """Of the negative log-likelihood, by the forward-backward algorithm (Rabiner 1989)."""
    filled = batch.is_filled
    forward, backward = _forward(scores, field, filled), _backward(scores, field, filled)
    whole = _log_sum(forward[:, -1], 1)
    chances = np.exp(forward + backward - whole[:, None, None])
    true = np.zeros(filled.shape, dtype=np.int64)
    true[filled] = batch.labels
    by_label = chances - np.eye(scores.shape[2])[true]
    by_step = np.zeros_like(field.steps)
    for n in range(1, filled.shape[1]):
        ahead = scores[:, n] + backward[:, n]
        pairs = forward[:, n - 1, :, None] + field.steps + ahead[:, None, :]
        by_step += np.exp(pairs - whole[:, None, None])[filled[:, n]].sum(axis=0)
    both = filled[:, 1:]
    np.add.at(by_step, (true[:, :-1][both], true[:, 1:][both]), -1)
    return by_label[filled], by_step, by_label[:, 0].sum(axis=0)


def _forward(scores: Floats, field: Field, filled: NDArray[np.bool_]) -> Floats:
    forward = np.empty_like(scores)
    forward[:, 0] = scores[:, 0] + field.starts
    for n in range(1, scores.shape[1]):
        reached = _log_sum(forward[:, n - 1, :, None] + field.steps, 1) + scores[:, n]
        forward[:, n] = np.where(filled[:, n, None], reached, forward[:, n - 1])
    return forward


def _backward(scores: Floats, field: Field, filled: NDArray[np.bool_]) -> Floats:
    backward = np.zeros_like(scores)
    for n in range(scores.shape[1] - 2, -1, -1):
        ahead = scores[:, n + 1] + backward[:, n + 1]
        reached = _log_sum(field.steps + ahead[:, None, :], 2)
        backward[:, n] = np.where(filled[:, n + 1, None], reached, 0.0)
    return backward


def _log_sum(values: Floats, axis: int) -> Floats:
    most = values.max(axis=axis, keepdims=True)
    return np.squeeze(most, axis) + np.log(np.exp(values - most).sum(axis=axis))
