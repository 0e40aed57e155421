from __future__ import annotations

import pytest

from monitor.model.faults import ReadError
from monitor.read.sdn_csv import COLUMNS, records

ROW = b'306,"HARBOR BANK","-0- ","ATLANTIS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. \'HB\'; Tax ""No."" 7."\r\n'


def test_a_row_becomes_a_record_of_named_columns_without_outer_spaces_and_nulls():
    [record] = records(ROW).values()
    assert tuple(record) == COLUMNS
    assert record["name"] == "HARBOR BANK"
    assert (record["type"], record["vessel_owner"]) == ("", "")
    assert record["remarks"] == "a.k.a. 'HB'; Tax \"No.\" 7."


def test_the_lone_control_byte_at_the_end_is_no_record():
    assert list(records(ROW + b"\x1a")) == ["306"]


def test_line_ends_of_unicode_within_a_value_end_no_record():
    # The second byte of an accented letter is one that Unicode counts as the end of a line.
    assert list(records(b"7,\xc3\x85LAND,-0- ,X\r\n8,Y,-0- ,X\r\n")) == ["7", "8"]


def test_a_line_break_within_quotes_belongs_to_the_value():
    assert records(b'7,"TWO\r\nLINES",-0- ,X\r\n')["7"]["name"] == "TWO\r\nLINES"


def test_a_short_row_is_filled_up_and_a_long_one_cut():
    assert records(b"7,NAME\r\n")["7"]["remarks"] == ""
    assert set(records(b"7," + b"x," * 40)["7"]) == set(COLUMNS)


@pytest.mark.parametrize(
    "body", [b"", b"\x1a", b"<html>Access Denied</html>", b"name,type\r\n", b'7,"' + b"x" * 200_000]
)
def test_a_file_without_a_record_is_refused(body):
    with pytest.raises(ReadError):
        records(body)
