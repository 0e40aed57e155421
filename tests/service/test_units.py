from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from monitor.model.faults import UsageError
from monitor.units import SERVICE, below, credentials_of, put, take_away, unit_files
from tests.service.settings import settings_of

PROGRAM = "/opt/sanctions-monitor/bin/sanctions-monitor"
CONFIG = Path("/etc/sanctions-monitor/monitor.toml")


def written(root, *credentials):
    return put(unit_files(PROGRAM, CONFIG, credentials), root)


def test_what_is_installed_can_be_taken_away_without_a_trace(tmp_path):
    written(tmp_path, "desk-url")
    assert (tmp_path / "etc/systemd/system" / SERVICE).is_file()
    removed = take_away(tmp_path)
    assert len(removed) == 5
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert take_away(tmp_path) == []


def test_a_second_installation_changes_nothing_and_says_so(tmp_path):
    written(tmp_path)
    assert all(line.startswith("left") for line in written(tmp_path))


def test_drop_ins_of_somebody_else_stay(tmp_path):
    written(tmp_path, "desk-url")
    other = below(tmp_path, Path("/etc/systemd/system/sanctions-monitor.service.d/own.conf"))
    other.write_text("[Service]\n")
    take_away(tmp_path)
    assert other.is_file()


def test_every_credential_that_the_configuration_names_is_loaded(tmp_path):
    told = (
        '[operator]\nping = { credential = "dead-man-url" }\n[[channel]]\nname = "a"\nurl = { credential = "a-url" }\n'
    )
    names = credentials_of(settings_of(tmp_path, told + '[[channel]]\nname = "b"\nurl = { env = "B" }\n'))
    assert names == ("a-url", "dead-man-url")
    drop_in = unit_files(PROGRAM, CONFIG, names)[-1].text
    assert "LoadCredential=a-url:sanctions-monitor.a-url\nLoadCredential=dead-man-url:" in drop_in


@pytest.mark.parametrize("program", ["/home/ann/venv/bin/sanctions-monitor", "/root/x", "/tmp/x", "relative/x"])
def test_a_program_that_the_sandbox_would_hide_is_refused(program):
    with pytest.raises(UsageError, match=re.escape(program)):
        unit_files(program, CONFIG, ())


@pytest.mark.parametrize(
    ("program", "config"),
    [
        (PROGRAM, "/etc/my monitor/monitor.toml"),
        (PROGRAM, "/etc/monitor.toml\nExecStartPre=/bin/evil"),
        (PROGRAM, "/etc/%h/monitor.toml"),
        (f"{PROGRAM}\nUser=root", CONFIG),
        (f"{PROGRAM} $HOME", CONFIG),
    ],
)
def test_what_a_unit_would_read_otherwise_is_refused(program, config):
    with pytest.raises(UsageError, match="a unit would read this otherwise"):
        unit_files(program, Path(config), ())
    assert unit_files("/opt/python -m monitor", CONFIG, ())


def test_no_placeholder_is_left(tmp_path):
    written(tmp_path)
    assert not [
        path
        for path in tmp_path.rglob("*")
        if path.is_file()
        and "@" in path.read_text().replace("@system-service", "").replace("@privileged @resources", "")
    ]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("unit", [SERVICE, "sanctions-monitor-backup.service"])
def test_the_sandbox_scores_one_and_a_half_or_better(tmp_path, unit):
    put(unit_files("/bin/true", CONFIG, ()), tmp_path)
    file = tmp_path / "etc/systemd/system" / unit
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", file],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"exposure level for \S+: (\d+\.\d)", told.stdout)
    if found is None:
        pytest.skip(f"this systemd-analyze cannot judge a file: {told.stderr.strip()[:100]}")
    assert float(found[1]) <= 1.5
