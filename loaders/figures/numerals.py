"""Chinese and mixed numerals as exact decimals (一百二十, 2.14万亿, 三点五)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


@cache
def scale_value(scale: str) -> int:
    """Return what a run of scale signs multiplies by: 万 → 10⁴, 百万 → 10⁶, 万亿 → 10¹²; "" → 1."""
    value = 1
    for sign in scale:
        value *= _SMALL.get(sign) or _LARGE[sign]
    return value


@lru_cache(maxsize=1024)
def find_numeral(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral, or None where the signs make no number.

    Digits in a row (二〇二〇) are read one by one; 点 sets the decimal part off.
    """
    whole, _, fraction = text.partition("点")
    if fraction:
        value = find_numeral(whole)
        if value is None or any(sign not in _DIGITS for sign in fraction):
            return None
        return value + Decimal("0." + "".join(str(_DIGITS[sign]) for sign in fraction))
    if not text:
        return None
    if all(sign in _DIGITS for sign in text):
        return Decimal("".join(str(_DIGITS[sign]) for sign in text))
    return _spelled(text)


def _spelled(text: str) -> Decimal | None:
    """Value of a numeral with scale signs, such as 两千三百万."""
    total = section = 0
    digit: int | None = None
    for sign in text:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[sign]
            digit = None
        elif sign in _LARGE:
            section += digit or 0
            if total and not section:
                total *= _LARGE[sign]
            else:
                total = (
                    (total + (section or 1)) * _LARGE[sign]
                    if total < _LARGE[sign]
                    else total + (section or 1) * _LARGE[sign]
                )
            section, digit = 0, None
        else:
            return None
    return Decimal(total + section + (digit or 0))
