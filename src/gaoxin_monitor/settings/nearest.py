"""What somebody may have meant by a word that nothing has: only what really comes near, or nothing."""

import difflib
import re
from collections.abc import Iterable, Mapping

_ALIKE = 0.5
"""Below this share of common letters two names are not alike: a guess that is none misleads."""
_KEYS_ALIKE = 0.6
"""Keys are short words with many letters in common."""
_LONG = 80
_HEAD = re.compile(r"[^：；，（,:;(\s]+")
_PARTS = re.compile(r"[a-z]{4,}")
"""Parts of a word that are long enough to say something."""


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three known names that are spelt alike, the most similar first."""
    return tuple(difflib.get_close_matches(word[:_LONG], list(known), n=3, cutoff=_ALIKE))


def nearest_key(word: str, described: Mapping[str, str]) -> tuple[str, ...]:
    """The key meant: spelt alike, or called so in Chinese or pinyin by its description (民生 or minsheng)."""
    folded = word[:_LONG].lower()
    alike = difflib.get_close_matches(folded, list(described), n=1, cutoff=_KEYS_ALIKE)
    return tuple(alike or [key for key, about in described.items() if _tells(about, folded)][:1])


def _tells(about: str, word: str) -> bool:
    """Whether the first words of a description hold the word, or a part of it in pinyin."""
    head = _HEAD.match(about)
    if head is None:
        return False
    if not word.isascii():
        return word in head[0]
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - only a key that is spelt like no other needs it

    sounds = "".join(lazy_pinyin(head[0]))
    return any(part in sounds for part in _PARTS.findall(word))
