from __future__ import annotations

import io
import json
import logging

import pytest
import structlog

from monitor import logs

SECRET = "json://hooks.example.org/t0ken-of-the-desk"


@pytest.fixture
def lines():
    """Logs into a text as the service does; afterwards everything is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()

    def begin(**environ):
        logs.set_up(out, environ)
        return lambda: out.getvalue().splitlines()

    yield begin
    root.handlers[:], root.level = handlers, level
    logs.hide(list)
    structlog.reset_defaults()


def test_a_log_is_one_json_object_a_line(lines):
    read = lines()
    structlog.get_logger("x").info("watching", sources=3)
    told = json.loads(read()[0])
    assert (told["event"], told["sources"], told["level"]) == ("watching", 3, "info")
    assert told["at"].endswith("Z")


def test_journald_is_told_the_priority(lines):
    read = lines(JOURNAL_STREAM="8:1")
    structlog.get_logger("x").warning("late")
    assert read()[0].startswith("<4>{")


def test_no_secret_gets_into_a_line_whoever_logs_it(lines):
    read = lines()
    logs.hide(lambda: [SECRET])
    structlog.get_logger("x").error("failed", detail=f"POST {SECRET} said no")
    logging.getLogger("some.library").error("could not reach %s", SECRET)
    assert len(read()) == 2
    assert "t0ken" not in "".join(read())


def test_no_secret_of_an_error_or_of_what_lies_deeper_gets_into_a_line(lines):
    read = lines()
    logs.hide(lambda: [SECRET])
    try:
        int(SECRET)
    except ValueError as error:
        structlog.get_logger("x").exception("failed")
        logging.getLogger("some.library").exception("Task exception was never retrieved")
        structlog.get_logger("x").error("failed", tried=[{"address": SECRET}], why=error)
    assert len(read()) == 3
    assert "t0ken" not in "".join(read())
    assert json.loads(read()[2])["tried"][0]["address"] == "***"


def test_an_error_is_told_in_a_line_without_a_traceback(lines):
    read = lines()
    try:
        int("odd")
    except ValueError:
        structlog.get_logger("x").exception("failed")
    told = json.loads(read()[0])
    assert told["error"] == "ValueError: invalid literal for int() with base 10: 'odd'"
    assert "Traceback" not in read()[0]


def test_the_chatter_of_libraries_is_left_out(lines):
    read = lines()
    logging.getLogger("apscheduler.scheduler").info("Added job")
    logging.getLogger("apprise").warning("odd URL")
    assert read() == []
