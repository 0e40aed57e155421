from __future__ import annotations

import contextlib
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.faults import ConfigurationError
from monitor.model.message import Digest, Quiet, Secret
from monitor.model.words import Direction
from monitor.read.furniture import check_selector
from monitor.schedule import check_cron
from monitor.settings_file import load

GOOD = """
[store]
database = "m.db"

[[source]]
id = "ofac"
kind = "feed"
url = "https://ofac.example/feed"
every = "10m"
role = "official"
rush = { every = "3m", hours = "08:00-18:30", days = "mon-fri" }

[[channel]]
name = "mail"
url = { env = "MAIL" }
tz = "Europe/Amsterdam"

[[subscription]]
name = "all"
channels = ["mail"]
directions = ["relaxed"]
mode = "weekly mon 08:00"
quiet = "22:00-07:00"
deadlines = ["7d", "30d"]
escalate = { after = "4h", channel = "mail" }
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "monitor.toml"
    file.write_text(text, encoding="utf-8")
    return file


def faults_of(tmp_path: Path, text: str, **more) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load(written(tmp_path, text), **more)
    assert caught.value.exit_status == 2
    return str(caught.value)


def test_everything_a_person_writes_arrives_as_a_value(tmp_path):
    settings = load(written(tmp_path, GOOD), environ={})
    (source,) = settings.sources
    assert source.every == timedelta(minutes=10)
    assert source.rush is not None
    assert source.rush.days == frozenset(range(5))
    assert settings.channels[0].url == Secret(env="MAIL")
    (subscription,) = settings.subscriptions
    assert subscription.directions == {Direction.RELAXED}
    assert subscription.digest == Digest("08:00", 0)
    assert subscription.quiet == Quiet("22:00", "07:00")
    assert subscription.deadlines == (timedelta(days=30), timedelta(days=7))


def test_the_history_lies_in_the_state_directory_else_beside_db_else_beside_the_file(tmp_path):
    file = written(tmp_path, GOOD)
    assert load(file, environ={}).store.database == tmp_path / "m.db"
    assert load(file, environ={"STATE_DIRECTORY": "/var/lib/x"}).store.database == Path("/var/lib/x/m.db")
    elsewhere = load(file, database=Path("/tmp/other/a.db"), environ={})
    assert elsewhere.store.database == Path("/tmp/other/a.db")
    assert elsewhere.store.archive == Path("/tmp/other/archive")


def test_every_fault_is_named_with_its_place_not_only_the_first(tmp_path):
    said = faults_of(
        tmp_path,
        GOOD.replace('every = "10m"', 'every = "10x"')
        .replace('role = "official"', 'role = "oficial"')
        .replace('"all"', '"a b"')
        + '\n[[channel]]\nname = "mail"\nurl = "json://x"\n',
    )
    assert "source[1].every = '10x'" in said
    assert "source[1].role = 'oficial'" in said
    assert "subscription[1].name = 'a b'" in said


SOURCE = '[[source]]\nid = "a"\nkind = "feed"\nurl = "https://a.example/"\nrole = "news"\nevery = "1m"\n'


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("[stor]\n", "stor: there is no such key here"),
        ("[store]\ndatabase = 1\n", "store.database = 1"),
        ("x = [\n", "is not TOML"),
        ('include = ["nothing/*.toml"]\n', "no file matches"),
        ('[[channel]]\nname = "a"\nurl = { pasword = "x" }\n', "channel[1].url"),
        (
            '[[source]]\nid = "a"\nkind = "feed"\nurl = "https://a.example"\nrole = "news"\n',
            "exactly one of every and cron",
        ),
        (
            '[[source]]\nid = "a"\nkind = "feed"\nurl = "file:///etc/passwd"\nrole = "news"\nevery = "1m"\n',
            "http:// or https://",
        ),
        ("[[source]]\n", "source[1].id: is missing"),
        ('[service]\nlisten = "0.0.0.0:80"\n', "loopback"),
        ('[operator]\nchannel = "nobody"\n', "no such channel"),
        ('include = ["sources/**.toml"]\n', "is no file pattern"),
        ('[[channel]]\nname = "a"\nurl = { credential = "a\\nUser=root" }\n', "a name has letters, digits"),
        ('include = ["a\\u0000b"]\n', "include = "),
        ('[store]\nkeep_polls = "999999w"\n', "store.keep_polls = '999999w': a duration is at most a hundred years"),
        ('[store]\ndatabase = ""\n', "store.database = '': is empty"),
        ('[store]\ndatabase = "a\\u0000b"\n', "characters that cannot be seen"),
        ('[fetch]\nconcurrency = "x"\n', "fetch.concurrency = 'x': a whole number is expected"),
        ('[[subscription]]\nname = "a"\nchannels = "b"\n', "subscription[1].channels = 'b': a list is expected"),
        ('[[subscription]]\nname = "a"\nchannels = ["b"]\nwords = [""]\n', "subscription[1].words.1 = '': is empty"),
        (SOURCE + "expect = { min_items = 5, max_items = 2 }\n", "min_items is more than max_items"),
        (SOURCE.replace("a.example", "a.example:99999"), "Port out of range"),
        (SOURCE.replace("a.example", "[::1"), "Invalid IPv6 URL"),
    ],
)
def test_wrong_input_gets_one_clear_line(tmp_path, wrong, said):
    assert said in faults_of(tmp_path, wrong)


def test_an_unknown_source_kind_and_program_are_named_with_what_there_is(tmp_path):
    said = faults_of(tmp_path, GOOD.replace('kind = "feed"', 'kind = "fed"'), kinds=("feed", "page"))
    assert "no such kind of source; known: feed, page" in said


def test_a_cron_expression_is_checked_with_everything_else(tmp_path):
    text = GOOD.replace('every = "10m"', 'cron = "61 * * * *"')
    said = faults_of(tmp_path, text, check_cron=check_cron)
    assert "source[1].cron = '61 * * * *'" in said
    assert "no crontab expression" in said
    (source,) = load(written(tmp_path, text.replace("61", "*/5")), check_cron=check_cron).sources
    assert source.cron == "*/5 * * * *"


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(ConfigurationError, match="sanctions-monitor init"):
        load(tmp_path / "none.toml")


def test_a_name_used_twice_over_two_files_is_a_fault(tmp_path):
    (tmp_path / "more.toml").write_text('[[channel]]\nname = "mail"\nurl = "json://x"\n', encoding="utf-8")
    assert "is used already by channel[1]" in faults_of(tmp_path, 'include = ["more.toml"]\n' + GOOD)


def test_an_included_file_holds_lists_only(tmp_path):
    (tmp_path / "more.toml").write_text('[store]\ndatabase = "x"\n', encoding="utf-8")
    assert "it belongs into the main file" in faults_of(tmp_path, 'include = ["more.toml"]\n' + GOOD)


@pytest.mark.parametrize(
    "wrong",
    [
        '[[channel]]\nname = "a b"\nurl = ["mailto://me:hunter2@mail.example"]\n',
        '[[channel]]\nname = "a"\nur1 = "mailto://me:hunter2@mail.example"\n',
        '[[channel]]\nname = "a"\nurl = "json://x"\ntoken = "hunter2"\n',
        '[[channel]]\nname = "mailto://me:hunter2@mail.example"\nurl = "json://x"\n',
        '[operator]\nchannel = "mailto://me:hunter2@mail.example"\n',
        '[operator]\nheartbeat = "mailto://me:hunter2@mail.example"\nchanel = "hunter2"\n',
        '[[subscription]]\nname = "a"\nchannels = "mailto://me:hunter2@mail.example"\n',
        '[[subscription]]\nname = "a"\nchannels = ["mailto://me:hunter2@mail.example"]\n',
        SOURCE.replace("a.example", "me:hunter2@a.example"),
    ],
)
def test_no_fault_repeats_a_secret(tmp_path, wrong):
    assert "hunter2" not in faults_of(tmp_path, wrong)


def test_a_selector_is_checked_with_everything_else(tmp_path):
    said = faults_of(tmp_path, SOURCE + 'select = "div[["\n', check_selector=check_selector)
    assert (
        "source[1].select = 'div[[': is no CSS selector: Malformed attribute selector at position 3; for instance"
        in said
    )


@given(st.text(max_size=300))
def test_any_text_is_settings_or_faults_and_never_anything_else(text):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "monitor.toml"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        with contextlib.suppress(ConfigurationError):
            assert load(file, environ={}).sources == ()


def test_a_fault_in_one_key_hides_no_fault_in_another(tmp_path):
    file = tmp_path / "monitor.toml"
    file.write_text(
        '[[source]]\nid = "a"\nkind = "feeed"\nurl = "https://example.org/"\nrole = "news"\nevery = "5 weeks"\ncron = "never"\n'
        'programs = ["atlantis"]\n[[channel]]\nname = "desk"\nurl = "json://127.0.0.1/"\ntz = "Mars/Olympus"\n'
        '[[subscription]]\nname = "all"\nchannels = ["desk", "gone"]\nmode = "sometimes"\n'
    )

    def never(cron):
        raise ValueError("is no cron expression")

    with pytest.raises(ConfigurationError) as told:
        load(file, kinds=("feed",), programs=("russia",), check_cron=never, environ={})
    assert {fault.key for fault in told.value.faults} == {
        "source[1].every", "source[1].kind", "source[1].cron", "source[1].programs",
        "channel[1].tz", "subscription[1].mode", "subscription[1].channels",
    }  # fmt: skip
    assert not any("'desk'" in fault.value for fault in told.value.faults), (
        "a channel with a fault is a channel all the same"
    )


def test_a_file_with_an_address_is_looked_for_beside_the_configuration(tmp_path):
    text = '[[channel]]\nname = "a"\nurl = { file = "desk.url" }\n[[channel]]\nname = "b"\nurl = { file = "/run/b" }\n'
    settings = load(written(tmp_path, text + '[operator]\nping = { file = "ping" }\n'), environ={})
    assert [channel.url.file for channel in settings.channels] == [str(tmp_path / "desk.url"), "/run/b"]
    assert settings.operator.ping == Secret(file=str(tmp_path / "ping"))
