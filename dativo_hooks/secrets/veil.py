"""What hides known secrets in whatever is made of them: lower-cased, cut, joined, escaped.

A text is compared by its letters and digits alone, case aside, since those survive every spelling:
the label `mysql---root-pw-host` of `mysql://root:pw@host`, a name with `-` for `_`, HCL's and
JSON's escapes. Eight of them in a row that a secret has are hidden; of a shorter secret, all of
them; and where that might be a part of any word, with what stands around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.secrets.kind import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.secrets.search import Part

_SIZE = 8
"""Letters and digits in a row that give a part of a secret away."""

_TELLING = 5
"""Letters and digits of the shortest secret that is hidden wherever it stands."""

_LEAST = 3
"""Those of the shortest that is hidden where it is a word of its own."""

_AFTER_KEY = re.compile(r"-----END[\s\S]*")


class Veil(NamedTuple):
    """The secrets of some documents.

    `runs`: letters and digits in a row that must not be shown. `sizes`: how many of them there may
    be in a row. `words`: those that must not be shown as a whole word. `heads`: those that must
    not end what was cut.
    """

    runs: frozenset[str] = frozenset()
    sizes: tuple[int, ...] = ()
    words: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anything to hide."""
        return any(self)

    def over(self, text: str) -> str:
        """The text with `•••` for every part of a secret, however it is spelt there."""
        if not self or not text:
            return text
        stretches = _merged(self._stretches(text))
        parts, done = [], 0
        for start, end in stretches:
            parts += [text[done:start], HIDDEN]
            done = end
        return "".join([*parts, text[done:]])

    def hides(self, text: str) -> bool:
        """Whether the text shows a part of a secret."""
        return self.over(text) != text

    def _stretches(self, text: str) -> Iterable[tuple[int, int]]:
        folded, places = _folded(text)
        for size in self.sizes:
            for at in range(len(folded) - size + 1):
                if folded[at : at + size] in self.runs:
                    yield places[at], places[at + size - 1] + 1
        if self.words:
            for match in _WORD.finditer(text):
                if _folded(match[0])[0] in self.words:
                    yield match.span()
        for cut in _CUT.finditer(text):
            before, there = _folded(text[max(0, cut.start() - 4 * _SIZE) : cut.start()])
            for size in range(min(len(before), _SIZE - 1), _LEAST - 1, -1):
                if before[-size:] in self.heads:
                    yield max(0, cut.start() - 4 * _SIZE) + there[-size], cut.start()
                    break


_CUT = re.compile("…")
_WORD = re.compile(r"[^\W_]+")

NO_VEIL = Veil()


def veil_of(parts: Iterable[Part]) -> Veil:
    """What hides these parts of secrets."""
    runs: set[str] = set()
    words: set[str] = set()
    for secret, before, after in parts:
        middle = _folded(_AFTER_KEY.sub("", secret))[0]
        if len(middle) >= _SIZE:
            runs.update(_runs(middle))
        elif len(middle) >= _TELLING:
            runs.add(middle)
        elif middle:
            around = _folded(before)[0][1 - _SIZE :], _folded(after)[0][: _SIZE - 1]
            runs.update(_runs(f"{around[0]}{middle}{around[1]}"))
            if len(middle) >= _LEAST:
                words.add(middle)
    heads = {run[:size] for run in runs for size in range(_LEAST, len(run))}
    sizes = tuple(sorted(set(map(len, runs))))
    return Veil(frozenset(runs), sizes, frozenset(words), frozenset(heads))


def joined(veils: Iterable[Veil]) -> Veil:
    """What hides all that any of these hides."""
    some = [veil for veil in veils if veil]
    if len(some) < 2:
        return some[0] if some else NO_VEIL
    return Veil(
        frozenset().union(*(veil.runs for veil in some)),
        tuple(sorted({size for veil in some for size in veil.sizes})),
        frozenset().union(*(veil.words for veil in some)),
        frozenset().union(*(veil.heads for veil in some)),
    )


def _runs(text: str) -> Iterable[str]:
    return (text[at : at + _SIZE] for at in range(len(text) - _SIZE + 1))


def _folded(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text without case and accents, and where each stands in it."""
    if text.isascii():
        places = [at for at, character in enumerate(text) if character.isalnum()]
        return "".join([text[at] for at in places]).lower(), places
    import unicodedata

    letters, places = [], []
    for at, character in enumerate(text):
        for letter in unicodedata.normalize("NFKD", character).casefold():
            if letter.isalnum():
                letters.append(letter)
                places.append(at)
    return "".join(letters), places


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
