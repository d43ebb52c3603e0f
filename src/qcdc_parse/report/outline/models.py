"""The records of an outline: what a đề cương asks of the units, slot by slot."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field as About

from qcdc_parse.model import Note, SectionStyle, Source
from qcdc_parse.span import Record, Span

__all__ = ["Branch", "Field", "OpenTable", "Outline", "Prompt", "Slot"]

PromptKind = Literal["bullet", "question", "paragraph"]


class Prompt(Record):
    """What a slot wants told: a bullet, a question in brackets, or a paragraph under its heading."""

    kind: PromptKind = About(description="What it is.", examples=["bullet"])
    text: str = About(description="Its words, white space folded, the bullet left out.", examples=["Việc quán triệt nghị quyết"])
    span: Span | None = About(default=None, description="Where it stands in the outline's text; null where a person added it.")


class Field(Record):
    """Chỗ trống, ô số liệu: one figure that a slot asks for, once or for each of several columns (years, `Tổng số`, `Nữ`)."""

    id: str = About(description="Slot and place in it, from 1; unique in the outline.", examples=["PHỤ LỤC 2/4#1"])
    label: str = About(description="What is asked for.", examples=["Tổ chức hội nghị người lao động"])
    unit: str | None = About(default=None, description="Unit as printed.", examples=["%", "triệu đồng"])
    columns: tuple[str, ...] = About(
        default=(), description="One value for each of these; empty: one value.", examples=[["2019", "2020", "2021"]]
    )
    part_of: str | None = About(
        default=None, description="Of a percentage, `trong đó` or part: the field of the whole it is a part of.", examples=["PHỤ LỤC 2/1#1"]
    )
    span: Span | None = About(default=None, description="The blank, or the row of the table.")


class OpenTable(Record):
    """A table whose rows the unit writes itself (`Danh mục văn bản đã ban hành`)."""

    id: str = About(description="Slot and place in it, from 1; unique in the outline.", examples=["PHỤ LỤC 1#t1"])
    columns: tuple[str, ...] = About(description="Headings, the serial number's too.", examples=[["TT", "Số, ký hiệu", "Trích yếu"]])
    span: Span | None = About(default=None, description="The table in the outline.")


class Slot(Record):
    """A numbered section of the outline: a place for answers, or a heading over such places."""

    id: str = About(description="Path of labels, unique in the outline.", examples=["II/2", "PHỤ LỤC 2/4"])
    parent: str | None = About(default=None, description="The slot above it.", examples=["II"])
    label: str = About(description="Label as printed.", examples=["2"])
    style: SectionStyle = About(description="Kind of label.", examples=["number"])
    heading: str = About(description="Heading, or the words of the numbered sentence that asks.", examples=["Kết quả triển khai thực hiện"])
    prompts: tuple[Prompt, ...] = About(default=(), description="What is to be told here, in order.")
    fields: tuple[Field, ...] = About(default=(), description="Figures asked for, in order.")
    tables: tuple[OpenTable, ...] = About(default=(), description="Tables with rows of the unit's own.")
    asks: bool = About(True, description="Whether units answer here; false for a heading whose sub-slots are answered.", examples=[True])
    appendix: bool = About(False, description="Whether it stands in an appendix.", examples=[False])
    span: Span | None = About(default=None, description="Where it stands in the outline's text.")


class Branch(Record):
    """Who answers what: `cơ quan hành chính chỉ báo cáo theo nội dung 1; doanh nghiệp theo nội dung 2`."""

    audience: str = About(description="For whom, as printed.", examples=["các đơn vị doanh nghiệp"])
    kinds: tuple[str, ...] = About(description="Kinds of units meant, as catalog/audiences.toml names them.", examples=[["enterprise"]])
    slots: tuple[str, ...] = About(description="The slots these units answer, of the alternatives.", examples=[["III/2"]])
    instead_of: tuple[str, ...] = About(description="The alternatives that they leave out.", examples=[["III/1"]])
    reserved: bool = About(False, description="Whether nobody else answers these slots (`Dành cho doanh nghiệp`).")
    span: Span | None = About(default=None, description="The words that say so.")


class Outline(Record):
    """Đề cương báo cáo: an outline read as a schema."""

    source: Source = About(description="Where it came from.")
    title: str | None = About(
        default=None, description="What the report is on.", examples=["Sơ kết 01 năm thực hiện Nghị quyết số 03-NQ/ĐUK"]
    )
    issuer: str | None = About(default=None, description="Who asks, as printed.", examples=["ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH"])
    letter: str | None = About(default=None, description="Number of the letter or plan that sends it.", examples=["391-CV/ĐUK"])
    subject: tuple[str, ...] = About(
        default=(), description="Keys of the documents whose carrying out it asks about.", examples=[["03-NQ/ĐUK"]]
    )
    deadline: dt.date | None = About(default=None, description="Hạn nộp: day by which units send.", examples=["2022-06-15"])
    slots: tuple[Slot, ...] = About(description="All slots, in reading order, a parent ahead of its sub-slots.")
    branches: tuple[Branch, ...] = About(default=(), description="Conditions on who answers what.")
    notes: tuple[Note, ...] = About(default=(), description="Doubts of the reading.")

    def slot(self, slot_id: str) -> Slot:
        """Return the slot of an id.

        :raises KeyError: there is none.
        """
        for slot in self.slots:
            if slot.id == slot_id:
                return slot
        raise KeyError(slot_id)

    def asked_of(self, kind: str | None) -> tuple[Slot, ...]:
        """Return the slots that a unit of a kind answers; where the kind is unknown, all of them."""
        meant = [b for b in self.branches if kind in b.kinds]
        left = {s for b in meant for s in b.instead_of}
        if kind is not None:
            left |= {s for b in self.branches if b.reserved and b.kinds and kind not in b.kinds for s in b.slots}
        kept = {s for b in meant for s in b.slots}
        out: list[Slot] = []
        gone: set[str] = set()
        for slot in self.slots:
            if slot.parent in gone or (slot.id in left and slot.id not in kept):
                gone.add(slot.id)
            elif slot.asks:
                out.append(slot)
        return tuple(out)
