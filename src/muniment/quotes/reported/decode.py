"""The likeliest labels of a run of tokens, and how sure each is.

>>> import numpy as np
>>> scores = np.zeros((2, len(Label)), dtype=np.float32)
>>> scores[0, Label.CUE] = scores[1, Label.BEGINS] = 1
>>> [label.name for label in decode(scores, np.zeros((8, 8)), np.zeros(8))]
['CUE', 'BEGINS']
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Label(IntEnum):
    """What a token is part of. That content begins before or behind its cue makes two labels of
    one: the step from label to label then knows whether a cue is still owed.
    """

    NONE = 0
    SPEAKER = 1
    CUE = 2  # before what it brings in
    BEGINS = 3  # the first token of what somebody is said to hold
    GOES_ON = 4  # any other, also where it goes on after a cue stood in between
    EARLY_BEGINS = 5  # the same, of content that begins before its cue
    EARLY_GOES_ON = 6
    LATE_CUE = 7  # behind the beginning of what it brings in


_LABELS = tuple(Label)


def decode(
    scores: NDArray[np.float32], steps: NDArray[np.float64], starts: NDArray[np.float64]
) -> list[Label]:
    """The labels with the greatest sum of scores, by the algorithm of Viterbi (1967).

    Args:
        scores: tokens × labels.
        steps: label × following label.
        starts: of the first token's label.
    """
    best = scores[0] + starts
    towards = np.ascontiguousarray(steps.T)
    came = np.empty(scores.shape, dtype=np.int64)
    for n in range(1, len(scores)):
        sums = towards + best
        came[n] = sums.argmax(axis=1)
        best = sums.max(axis=1) + scores[n]
    label = int(best.argmax())
    path = [label]
    for choice in came[:0:-1].tolist():
        label = choice[label]
        path.append(label)
    return [_LABELS[label] for label in reversed(path)]


def chances(
    scores: NDArray[np.float32], steps: NDArray[np.float64], starts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The chance of each label of each token, by the forward-backward algorithm (Rabiner 1989).

    Arguments as of `decode`; rows add up to 1.
    """
    weights = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True))
    ways = np.exp(steps - steps.max())
    forward = np.empty_like(weights)
    backward = np.ones_like(weights)
    reached = weights[0] * np.exp(starts - starts.max())
    for n in range(len(weights)):
        if n:
            reached = (forward[n - 1] @ ways) * weights[n]
        forward[n] = reached / reached.sum()
    for n in range(len(weights) - 2, -1, -1):
        ahead = ways @ (weights[n + 1] * backward[n + 1])
        backward[n] = ahead / ahead.sum()
    both = forward * backward
    shares: NDArray[np.float64] = both / both.sum(axis=1, keepdims=True)
    return shares
