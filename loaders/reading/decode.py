"""From bytes to text: UTF-8, UTF-16 with a mark, GB18030, Big5, or the line where encodings mix."""

from __future__ import annotations

import codecs

from govgraph.loaders.lexicon import lazy
from govgraph.ontology.errors import SourceError

_CONTROL = lazy(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CHINESE = lazy(r"[一-鿿]+")
_COMMON = lazy(r"[，。、：；的一是在有年市人和大中了]")
_MARKUP = lazy(r"(?is)<(script|style)\b.*?</\1>|<[^<>]*>|\s+")
_BAD = 0.002
"""Part of the characters of a page that may be bad: more, and it is not in the encoding it declares."""

_ONE = "save all parts in one encoding, UTF-8"
_ENOUGH = 2
"""Chinese characters that tell an encoding: fewer may come about by chance."""

_SAME = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "utf8": "utf-8",
}  # fmt: skip


def decode(data: bytes, where: str, declared: str = "") -> str:
    """Return the text of `data` without a byte order mark; `declared` is what a page says of itself.

    Raises `SourceError` on empty, binary and undecodable data and on mixed encodings, with the line and
    the byte (from 0); `where` names the source in it.
    """
    if not data.strip():
        raise SourceError(f"{where}: empty; nothing to read, check that the article was saved")
    text = _decoded(data, where, declared).removeprefix("\ufeff")
    control = _CONTROL.search(text)
    if control:
        raise SourceError(
            f"{where}: binary data (control character U+{ord(control.group()):04X} at character "
            f"{control.start()}); save the article as plain text (UTF-8)"
        )
    if not text.strip():
        raise SourceError(f"{where}: empty; nothing to read, check that the article was saved")
    _refuse_garbled(text, where)
    return text


def decode_page(data: bytes, where: str, declared: str) -> str:
    """Return the text of a page that declares its encoding; a few bad bytes become U+FFFD, as in a browser.

    Raises `SourceError` as `decode` does.
    """
    try:
        return decode(data, where, declared)
    except SourceError:
        name = declared.strip().lower()
        try:
            text = data.decode(_SAME.get(name, name), "replace")
        except LookupError:
            text = ""
        if b"\x00" in data or not text or text.count("\ufffd") > _BAD * len(text):
            raise
        return text.removeprefix("\ufeff")


def _decoded(data: bytes, where: str, declared: str) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        failed = error
    if not failed.encoding.startswith("utf-8"):
        raise SourceError(f"{where}: broken UTF-16 at byte {failed.start}; save the article again as UTF-8")
    if b"\x00" in data:
        raise SourceError(
            f"{where}: binary data, or UTF-16 without its mark (a zero byte at byte {data.index(0)}); "
            "save the article as plain text (UTF-8)"
        )
    start = failed.start + len(codecs.BOM_UTF8) * data.startswith(codecs.BOM_UTF8)
    if _chinese(data[:start].decode("utf-8", "ignore")) >= _ENOUGH:
        raise SourceError(_broken(data, start, where))
    return _national(data, where, declared, start)


def _national(data: bytes, where: str, declared: str, start: int) -> str:
    """Decode what is not UTF-8 from byte `start`: as declared, or as the more likely of GB18030 and Big5."""
    _refuse_islands(data, where)
    name = declared.strip().lower()
    name = _SAME.get(name, name)
    for encoding in dict.fromkeys([name, "gb18030"]):
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        if encoding == name:
            return text
        if _is_chinese(text):
            return _likelier(text, data)
    return _guessed(data, where, start)


def _likelier(text: str, data: bytes) -> str:
    """Return `text`, read as GB18030, or the reading as Big5 where that has more of the common signs."""
    try:
        other = data.decode("big5hkscs")
    except UnicodeDecodeError:
        return text
    return other if len(_COMMON.findall(other)) > len(_COMMON.findall(text)) else text


def _chinese(text: str) -> int:
    return sum(map(len, _CHINESE.findall(text)))


def _is_chinese(text: str) -> bool:
    return bool(text) and _chinese(text) * 4 >= len(_MARKUP.sub("", text))


def _line(data: bytes, start: int) -> int:
    return data.count(b"\n", 0, start) + 1


def _broken(data: bytes, start: int, where: str) -> str:
    """Say what stands at byte `start` of a text that is UTF-8 before it."""
    place = f"{where}: UTF-8 up to line {_line(data, start)}, byte {start}"
    end = data.find(b"\n", start)
    rest = data[start : end if end >= 0 else len(data)]
    if len(data) - start < 4:
        return f"{place}, where it is cut off inside a character; save the article again, whole"
    tried = rest.decode("utf-8", "replace")
    if _chinese(tried) < tried.count("\ufffd"):
        try:
            if _is_chinese(rest.decode("gb18030")):
                return f"{place}, where GB18030 begins: mixed encodings; {_ONE}"
        except UnicodeDecodeError:
            pass
    return f"{place}, where bytes are damaged; save the article again as UTF-8"


def _refuse_islands(data: bytes, where: str) -> None:
    """Refuse a text in a national encoding with lines of UTF-8 in it."""
    start = 0
    for line in data.split(b"\n"):
        try:
            found = _chinese(line.decode("utf-8"))
        except UnicodeDecodeError:
            found = 0
        if found >= _ENOUGH:
            raise SourceError(
                f"{where}: mixed encodings: line {_line(data, start)} (byte {start}) is UTF-8 in a text that "
                f"is not; {_ONE}"
            )
        start += len(line) + 1


def _guessed(data: bytes, where: str, start: int) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(
        data, cp_isolation=["big5", "big5hkscs", "utf_16_le", "utf_16_be", "utf_32", "hz"]
    ).best()
    text = str(best) if best is not None else ""
    if not _is_chinese(text):
        raise SourceError(
            f"{where}: neither UTF-8 (bad byte {start}, line {_line(data, start)}) nor GB18030 nor "
            "another Chinese encoding; save the article again as UTF-8"
        )
    return text


def _refuse_garbled(text: str, where: str) -> None:
    """Refuse a text that was read in a wrong encoding and saved so (æ¶¦å·ž, 娑﹀窞)."""
    sample = text[:2000]
    for wrong in ("latin-1", "cp1252", "gb18030"):
        found = _chinese(sample.encode(wrong, "replace").decode("utf-8", "replace"))
        if found >= _ENOUGH and found * 3 > _chinese(sample):  # two in three if garbled
            raise SourceError(
                f"{where}: garbled: UTF-8 that was once read as {wrong} and saved so; save the article again "
                "from where it came"
            )
