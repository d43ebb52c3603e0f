"""The two encodings: TCVN3 (ABC), one letter for one, and VNI-Windows, one or two for one.

Sources: TCVN 5712:1993 (VN1, which glibc calls TCVN5712-1; fonts of the ABC set carry its small letters and untoned
capitals) and the keyboard description of VNI for Windows: a base letter, then one letter that stands for all of its marks.
Many published tables are wrong in places; tests hold this one against glibc.
"""

from __future__ import annotations

import re

_ROWS = """
µ à  ¸ á  ¶ ả  · ã  ¹ ạ   ¨ ă  » ằ  ¾ ắ  ¼ ẳ  ½ ẵ  Æ ặ   © â  Ç ầ  Ê ấ  È ẩ  É ẫ  Ë ậ   ® đ
Ì è  Ð é  Î ẻ  Ï ẽ  Ñ ẹ   ª ê  Ò ề  Õ ế  Ó ể  Ô ễ  Ö ệ   × ì  Ý í  Ø ỉ  Ü ĩ  Þ ị
ß ò  ã ó  á ỏ  â õ  ä ọ   « ô  å ồ  è ố  æ ổ  ç ỗ  é ộ   ¬ ơ  ê ờ  í ớ  ë ở  ì ỡ  î ợ
ï ù  ó ú  ñ ủ  ò ũ  ô ụ   õ ừ  ø ứ  ö ử  ÷ ữ  ù ự   ú ỳ  ý ý  û ỷ  ü ỹ  þ ỵ   ¡ Ă  ¢ Â  £ Ê  ¤ Ô  ¥ Ơ  ¦ Ư  § Đ
"""
# Toned capitals stand in the standard but not in the fonts, which have none.
_CAPITALS = {0xAF: "Ằ", 0xBA: "Ẳ", 0xBF: "Ẵ", 0xC0: "ẮẦẨẪẤỀ", 0xCD: "Ể", 0xD9: "ỄẾỒ", 0xE0: "Ổ", 0xF0: "Ỗ", 0xFF: "Ố"} | {
    0x01: "ÚỤ",
    0x04: "ỪỬỮ",
    0x11: "ỨỰỲỶỸÝỴ",
    0x80: "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ",
}
_PAIRS = _ROWS.split()
TCVN3_CAPITALS = {chr(first + i): letter for first, letters in _CAPITALS.items() for i, letter in enumerate(letters)}
TCVN3 = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | {"\u00ad": "ư", "μ": "à"} | TCVN3_CAPITALS

_TONED = ("ùøûõï", "áàảãạ", "éèẻẽẹ", "óòỏõọ", "úùủũụ", "ýỳỷỹỵ", "ớờởỡợ", "ứừửữự")
_HATTED = ("âáàåãä", "âấầẩẫậ", "êếềểễệ", "ôốồổỗộ")
_SMALL = {
    **{base + mark: new for base, row in zip("aeouyôö", _TONED[1:], strict=True) for mark, new in zip(_TONED[0], row, strict=True)},
    **{base + mark: new for base, row in zip("aeo", _HATTED[1:], strict=True) for mark, new in zip(_HATTED[0], row, strict=True)},
    **{"a" + mark: new for mark, new in zip("êéèúüë", "ăắằẳẵặ", strict=True)},
    **dict(zip("ñôöæóòîíì", "đơưỉĩịỵíì", strict=True)),
}
VNI = {
    form: new.upper() if form[0].isupper() else new
    for key, new in _SMALL.items()
    for form in {key, key.upper(), key.title(), key[0] + key[1:].upper()}
}
VNI_LETTER = re.compile("[aeouyôö][ùøûõïâáàåãäêéèúüë]|[ñôöæóòîíì]", re.IGNORECASE)

# What the bytes of either encoding look like where they were read as Windows-1258.
UNMANGLED = str.maketrans(
    "ĂƠƯĐăơưđ₫\u0300\u0309\u0303\u0301\u0323",
    "ÃÕÝÐãõýðþÌÒÞìò",
)
MANGLED = re.compile("[ĂƠƯĐăơưđ₫\u0300\u0309\u0303\u0301\u0323]")

SYMBOLS = "".join(sorted(c for c in TCVN3 if not c.isalpha()))
"""Characters that are no letters by themselves but stand for letters in TCVN3."""
