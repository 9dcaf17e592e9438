import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_monitor.importing.encodings import Decoded, Undecodable, decode

SIMPLIFIED = "数据库：月度数据\n指标,2024年5月\n规模以上工业总产值_累计值(万元),6034667.8\n"
TRADITIONAL = "地區,臺北市\n歲入合計,九十年度\n單位：新臺幣千元\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-8", "utf-8"),
        ("year,value\n2024,1\n", "ascii", "utf-8"),
        ("年\n", "gb18030", "gb18030"),
        ("㐀𠮷€,1\n指标\n", "gb18030", "gb18030"),
    ],
)
def test_the_text_and_its_encoding_are_found(text: str, encoding: str, found: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, found)


@pytest.mark.parametrize("rows", [1, 3, 50, 500])
def test_length_does_not_matter(rows: int) -> None:
    for text, encoding in ((SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5"), (SIMPLIFIED, "utf-16-le")):
        assert decode((text * rows).encode(encoding)) == Decoded(text * rows, encoding)


def test_a_broken_byte_in_utf8_is_named_and_never_replaced() -> None:
    data = SIMPLIFIED.encode()
    cut = data.index("规".encode()) + 1
    broken = decode(data[:cut] + b"\xff" + data[cut:])
    assert isinstance(broken, Undecodable)
    assert (broken.encoding, broken.line) == ("utf-8", 3)
    assert broken.offset == cut - 1


def test_a_text_cut_inside_a_character_is_no_text() -> None:
    assert isinstance(decode(SIMPLIFIED.strip().encode()[:-1] + b"\xe4"), Undecodable)
    with_bom = codecs.BOM_UTF8 + b"\xff"
    assert isinstance(decode(with_bom), Undecodable)


def test_a_given_encoding_is_taken_strictly() -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), "gb18030") == Decoded(SIMPLIFIED, "gb18030")
    assert decode(SIMPLIFIED.encode("utf-8-sig"), "utf-8") == Decoded(SIMPLIFIED, "utf-8-sig")
    assert isinstance(decode(SIMPLIFIED.encode("gb18030"), "utf-8"), Undecodable)
    with pytest.raises(LookupError):
        decode(b"1", "klingon")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_without_replacement_marks_or_named_as_none(data: bytes) -> None:
    found = decode(data)
    if isinstance(found, Decoded):
        assert found.text.encode(found.encoding, "surrogatepass") or not data
    else:
        assert 0 <= found.offset <= len(data)
