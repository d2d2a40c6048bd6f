"""The elements of a 公文 (GB/T 9704-2012, section 7): which there are, and what a report prints of them.

`Body.elements` holds what stays the same from year to year, `ReportHead.notice` what belongs to one year;
the year's entry wins. An entry with an empty text leaves the element out, a missing one takes its default.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from fazhi_desktop.core.report import Report

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u0350-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\u20d0-\u20ff\ufe00-\ufe0f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_LOOKALIKES = re.compile(r"[\u2e80-\u2fd5\ufb00-\ufb06]")
"""Radicals that stand for characters and joined letters, as PDFs give them; no font has them."""


def clean(text: str) -> str:
    """A text without what a PDF leaves in it when it is pasted.

    Control, invisible and stray combining characters go; radicals, joined letters and doubles of characters
    become the characters themselves; breaks and tabs become blanks.
    """
    plain = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    plain = _LOOKALIKES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), plain)
    return re.sub(r"[\t\r\n\x0b\x0c\u2028\u2029]+", " ", plain).strip()


@dataclass(frozen=True)
class ElementField:
    """One element for the dialog that edits them.

    Attributes:
        yearly: it belongs to one year (`ReportHead.notice`), not to the body.
        hint: what to write, as an example.
    """

    key: str
    label: str
    hint: str
    yearly: bool = False


FIELDS: tuple[ElementField, ...] = (
    ElementField("copy_number", "份号", "6位阿拉伯数字，如 000001；不涉密不填", yearly=True),
    ElementField("secrecy", "密级", "如 秘密★1年；不涉密不填", yearly=True),
    ElementField("urgency", "紧急程度", "特急或加急，一般不填", yearly=True),
    ElementField("mark", "发文机关标志", "缺省为单位名称加“文件”"),
    ElementField("document_number", "发文字号", "如 柳政报〔2024〕3号", yearly=True),
    ElementField("signer", "签发人", "上行文必填，写姓名", yearly=True),
    ElementField("addressee", "主送机关", "如 区委、区政府"),
    ElementField("attachments", "附件说明", "每行一个附件；缺省按实际所附填写", yearly=True),
    ElementField("signature", "署名", "缺省为单位名称"),
    ElementField("date", "成文日期", "如 2024年1月15日", yearly=True),
    ElementField("seal", "加盖印章", "是或否，缺省为是"),
    ElementField("remark", "附注", "如 联系人及电话", yearly=True),
    ElementField("copies_to", "抄送", "如 区委全面依法治区委员会办公室"),
    ElementField("printer", "印发机关", "如 柳口镇人民政府办公室"),
    ElementField("print_date", "印发日期", "如 2024年1月15日", yearly=True),
)
"""Every element the program knows, in the order of the page."""


@dataclass(frozen=True)
class Elements:
    """What one report prints; '' where an element is left out."""

    mark: str
    signature: str
    seal: bool
    attachments: tuple[str, ...] | None
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    document_number: str = ""
    signer: str = ""
    addressee: str = ""
    date: str = ""
    remark: str = ""
    copies_to: str = ""
    printer: str = ""
    print_date: str = ""


def elements_of(report: Report) -> Elements:
    """The elements of a report; `attachments` is None where the annexes themselves decide."""
    given = {**dict(report.body.elements), **dict(report.head.notice)}

    def text(key: str, default: str = "") -> str:
        return " ".join(clean(given.get(key, default)).split())

    listed = given.get("attachments")
    attachments = (
        None if listed is None else tuple(clean(line) for line in listed.splitlines() if clean(line))
    )
    return Elements(
        mark=text("mark", f"{report.body.unit}文件"),
        signature=text("signature", report.body.unit),
        seal=text("seal", "是") not in {"否", "不", "无", "no", ""},
        attachments=attachments,
        copy_number=text("copy_number"),
        secrecy=text("secrecy"),
        urgency=text("urgency"),
        document_number=bracketed(text("document_number")),
        signer=text("signer"),
        addressee=text("addressee").rstrip("：:"),
        date=plain_date(text("date")),
        remark=text("remark"),
        copies_to=text("copies_to"),
        printer=text("printer"),
        print_date=plain_date(text("print_date")),
    )


def bracketed(number: str) -> str:
    """A document number with its year in 〔〕 (GB/T 9704-2012, 7.2.5), never in [] or （）."""
    return re.sub(r"[\[［【(（]\s*(\d{4})\s*[\]］】)）]", r"〔\1〕", number)


_DATE = re.compile(r"(\d{4})\s*[年\-./]\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?")


def plain_date(text: str) -> str:
    """A date as 2024年1月5日, without leading zeros (7.3.5); other text stays as it is."""
    found = _DATE.fullmatch(text)
    return f"{int(found[1])}年{int(found[2])}月{int(found[3])}日" if found else text


def iso_date(text: str) -> str:
    """A printed date as 2024-01-05, '' where it is none, or none of the calendar."""
    found = _DATE.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else ""
    except ValueError:
        return ""


def width_in_characters(text: str) -> float:
    """Width of a text in full-width characters; ASCII counts half."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def signature_indents(unit: str, date: str, *, seal: bool) -> tuple[float, float]:
    """Characters left free at the right of 署名 and of 成文日期 (7.3.5.1 with seal, 7.3.5.2 without)."""
    unit_width, date_width = width_in_characters(unit), width_in_characters(date)
    if not date:
        return (2.0, 0.0)
    if seal:
        centred = 4 + (date_width - unit_width) / 2
        return (centred, 4.0) if centred >= 0 else (0.0, 4 - centred)
    date_right = unit_width - date_width
    return (2.0, date_right) if date_right >= 2 else (date_width + 4 - unit_width, 2.0)
