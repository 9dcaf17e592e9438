"""Every text a user sees, in Chinese and English, by key.

``zh_CN/*.po`` is the source of truth, ``en/*.po`` its complete counterpart; ``tools/compile_messages.py`` merges the
files of a language into the ``.mo`` that gettext reads. Sentences take parameters in braces; each parameter is printed
by :func:`gaoxin_monitor.messages.render.show` in the manner of Chinese statistical tables.
"""

from gaoxin_monitor.messages.catalogue import LANGUAGES, Messages, load

__all__ = ["LANGUAGES", "Messages", "load"]
