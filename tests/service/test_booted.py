"""The service under a real systemd, installed by the steps that docs/service.md tells. Each test goes on where the one before ended."""

from __future__ import annotations

import json
import os
import shutil
import time

import pytest

from monitor.demo.stage import stage
from tests.daemon.origin import publications
from tests.service.machine import CACHE, GUEST, HOME, CannotRun, base_tree, booted, call, obstacle, put_program

pytestmark = pytest.mark.long

SECRET = "s3cr3t-of-the-desk"
PROGRAM = f"{HOME}/bin/sanctions-monitor"
DATABASE = "/var/lib/sanctions-monitor/monitor.db"
CONFIGURATION = """
[fetch]
allow = ["127.0.0.0/8"]
timeout = "5s"

[[source]]
id = "ofac"
kind = "ofac-recent-actions"
url = "http://127.0.0.1:8000/recent-actions"
every = "2s"
role = "official"

[[channel]]
name = "desk"
url = { credential = "desk-url" }

[[subscription]]
name = "all"
channels = ["desk"]
"""
SITE = """
[Service]
ExecStart=/usr/bin/python3 /opt/site/site.py /opt/site
[Install]
WantedBy=multi-user.target
"""
QUICK = "[Service]\nWatchdogSec=10s\nRestartSec=1s\n"


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    reason = obstacle()
    if reason is not None:
        pytest.skip(reason)
    tree = CACHE / f"run-{os.getpid()}"
    try:
        call("cp", "-a", "--reflink=auto", base_tree(), tree, seconds=120)
        prepare(tree)
        with booted(tree) as one:
            yield one
    except CannotRun as reason:
        pytest.skip(str(reason))
    finally:
        call("rm", "-rf", tree, tree.with_suffix(".log"), seconds=120)


def prepare(tree):
    """The documented steps: program, configuration, credential, units."""
    put_program(tree)
    site = tree / "opt" / "site"
    stage(publications(4), "", site)
    shutil.copy(GUEST / "site.py", site)
    (site / "day").write_text("2")
    (tree / "etc/systemd/system/site.service").write_text(SITE)
    config = tree / "etc" / "sanctions-monitor"
    config.mkdir()
    (config / "monitor.toml").write_text(CONFIGURATION)
    credential = tree / "etc/credstore/sanctions-monitor.desk-url"
    credential.parent.mkdir(mode=0o700, exist_ok=True)
    credential.write_text(f"json://127.0.0.1:8000/{SECRET}")
    credential.chmod(0o600)
    call("chroot", tree, PROGRAM, "install")
    drop_in = tree / "etc/systemd/system/sanctions-monitor.service.d"
    (drop_in / "quick.conf").write_text(QUICK)
    call("chroot", tree, "systemctl", "enable", "site", "sanctions-monitor", "sanctions-monitor-backup.timer")
    call("chroot", tree, "useradd", "--groups", "sanctions-monitor", "ann")
    call("chroot", tree, "useradd", "bob")


def hooks(machine):
    file = machine.tree / "opt/site/hooks.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def polls(machine):
    return int(machine.as_user("ann", "sqlite3", "-readonly", DATABASE, "SELECT count(*) FROM polls") or 0)


def go_on_to(machine, day):
    (machine.tree / "opt/site/day").write_text(str(day))


def test_it_is_ready_when_it_watches(machine):
    machine.until(lambda: machine.show("ActiveState") == "active", 30, "ready")
    assert machine.show("SubState") == "running"
    machine.until(lambda: "watching 1 sources" in machine.show("StatusText"), 10, "a status line")
    assert machine.show("NRestarts") == "0"


def test_a_license_read_from_a_pdf_reaches_the_channel_whose_address_is_a_credential(machine):
    machine.until(lambda: polls(machine) > 3, 30, "polls")
    go_on_to(machine, 3)
    machine.until(lambda: len(hooks(machine)) == 1, 30, "a webhook")
    assert hooks(machine)[0]["path"] == f"/{SECRET}"
    assert "900A" in hooks(machine)[0]["body"]


def test_the_secret_stands_in_no_log_and_no_history(machine):
    assert SECRET not in machine.run("journalctl", "--no-pager")
    assert SECRET not in machine.run("sqlite3", "-readonly", DATABASE, ".dump")


def test_it_writes_in_its_state_directory_only(machine):
    found = machine.run("find", "/", "-xdev", "-user", "sanctions-monitor", "-not", "-path", "/proc/*").split()
    assert found
    assert all(path.startswith("/var/lib/sanctions-monitor") for path in found)
    pid = machine.show("MainPID")
    for place in ("/usr/x", "/etc/x", "/opt/x", "/var/lib/x", "/root/x"):
        assert "x" in machine.run("nsenter", "-t", pid, "-m", "--", "touch", place, check=False)
        assert not (machine.tree / place[1:]).exists()


def test_a_member_of_the_group_queries_the_live_history_and_nobody_else(machine):
    before = polls(machine)
    machine.until(lambda: polls(machine) > before, 20, "polls seen by a member")
    told = machine.as_user("ann", PROGRAM, "changes", "--jsonl", "--db", DATABASE)
    assert json.loads(told.splitlines()[0])["label"] == "900A"
    machine.as_user("ann", PROGRAM, "status", "--db", DATABASE)
    assert "denied" in machine.as_user("ann", "touch", f"{DATABASE}-wal", "/var/lib/sanctions-monitor/x", check=False)
    assert "unable to open" in machine.as_user(
        "bob", "sqlite3", "-readonly", DATABASE, "SELECT 1 FROM polls", check=False
    )


def test_a_reload_takes_new_settings(machine):
    config = machine.tree / "etc/sanctions-monitor/monitor.toml"
    second = CONFIGURATION.replace('"ofac"', '"again"').replace(
        'recent-actions"\nevery', 'recent-actions?again"\nevery'
    )
    more = second[second.index("[[source]]") : second.index("[[channel]]")]
    config.write_text(CONFIGURATION + more)
    pid = machine.show("MainPID")
    machine.run("systemctl", "reload", "sanctions-monitor")
    machine.until(lambda: "watching 2 sources" in machine.show("StatusText"), 20, "two sources")
    assert machine.show("MainPID") == pid


def test_a_reload_of_a_wrong_configuration_says_so_and_changes_nothing(machine):
    config = machine.tree / "etc/sanctions-monitor/monitor.toml"
    good, pid = config.read_text(), machine.show("MainPID")
    config.write_text(good + "nonsense = 1\n")
    machine.run("systemctl", "reload", "sanctions-monitor", check=False)
    machine.run("systemctl", "kill", "--signal=HUP", "--kill-who=main", "sanctions-monitor")
    machine.until(lambda: "new configuration is wrong" in machine.journal(), 20, "a word about it")
    before = polls(machine)
    machine.until(lambda: polls(machine) > before, 20, "polling goes on")
    assert machine.show("MainPID") == pid
    config.write_text(good)


def test_it_starts_again_after_being_killed_and_goes_on(machine):
    pid = machine.show("MainPID")
    go_on_to(machine, 4)
    machine.run("kill", "-9", pid)
    machine.until(lambda: machine.show("MainPID") not in {"0", pid}, 20, "another process")
    machine.until(lambda: len(hooks(machine)) == 2, 30, "the license that came meanwhile")
    assert "900B" in hooks(machine)[1]["body"]


def test_a_hung_poll_starves_the_watchdog(machine):
    fault = machine.tree / "opt" / "fault"
    fault.mkdir()
    shutil.copy(GUEST / "sitecustomize.py", fault)
    drop_in = machine.tree / "etc/systemd/system/sanctions-monitor.service.d/fault.conf"
    drop_in.write_text("[Service]\nEnvironment=PYTHONPATH=/opt/fault\n")
    (fault / "hang").touch()
    (machine.tree / "etc/sanctions-monitor/monitor.toml").write_text(CONFIGURATION)
    machine.run("systemctl", "daemon-reload")
    machine.run("systemctl", "restart", "sanctions-monitor")
    pid = machine.show("MainPID")
    (fault / "hang").unlink()  # the next start is a good one
    go_on_to(machine, 5)
    machine.until(lambda: machine.show("MainPID") not in {"0", pid}, 120, "the watchdog's end")
    assert "Watchdog timeout" in machine.journal()
    assert "no poll has ended" in machine.run("journalctl", "-u", "sanctions-monitor", "--no-pager")
    machine.until(lambda: len(hooks(machine)) == 3, 30, "what the hung poll would have found")


def test_a_backup_is_made_beside_the_running_daemon(machine):
    machine.run("systemctl", "start", "sanctions-monitor-backup.service", check=False)
    told = machine.run("journalctl", "-u", "sanctions-monitor-backup", "--no-pager")
    folder = machine.tree / "var/lib/sanctions-monitor-backup"
    assert [path for path in folder.iterdir() if (path / "SHA256SUMS").is_file()], told


def test_it_stops_within_five_seconds(machine):
    begun = time.monotonic()
    machine.run("systemctl", "stop", "sanctions-monitor")
    assert time.monotonic() - begun < 5
    assert machine.show("Result") == "success"


def test_a_member_reads_the_history_of_a_stopped_service_too(machine):
    assert machine.as_user("ann", PROGRAM, "changes", "--jsonl", "--db", DATABASE)


def test_uninstalling_leaves_configuration_and_history(machine):
    told = machine.run(PROGRAM, "uninstall")
    assert "removed" in told
    assert "not be found" in machine.run("systemctl", "status", "sanctions-monitor", check=False)
    assert (machine.tree / DATABASE[1:]).is_file()
    assert (machine.tree / "etc/sanctions-monitor/monitor.toml").is_file()
