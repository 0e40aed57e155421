from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from monitor.cli.main import main
from tests.cli.command import ask


def commands(
    group: click.Group = main, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        yield (*before, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


ALL = dict(commands())
CALLED = re.compile(r"sanctions-monitor ((?:[^&|\n]|\|(?=\w))+)")


def parse(words: list[str]) -> tuple[str, ...]:
    """Reads a command line as the program would, without doing it. Raises click's errors. Returns the command's name."""
    command: click.Command = main
    name: tuple[str, ...] = ()
    while isinstance(command, click.Group) and words:
        further = command.get_command(click.Context(command), words[0])
        if further is None:
            break
        name, command, words = (*name, words[0]), further, words[1:]
    assert name, words
    command.make_context(name[-1], list(words))
    return name


@pytest.mark.parametrize("name", sorted(ALL), ids=" ".join)
def test_the_help_of_a_command_shows_an_example_that_the_command_takes(name):
    said = ask(*name, "--help")
    assert said.status == 0
    assert "Example:  s" in said.out, "the example stands on a line of its own"
    assert "\\b" not in said.out
    examples = CALLED.findall(said.out.partition("Example:")[2].partition("Options:")[0])
    assert examples
    called = [parse(shlex.split(" ".join(example.split()))) for example in examples]
    assert any(one[: len(name)] == name for one in called)


def test_the_entrance_names_every_command():
    said = ask("--help")
    for name in ALL:
        if len(name) == 1:
            assert f"\n  {name[0]} " in said.out


@pytest.mark.parametrize(
    "name", [name for name, command in ALL.items() if not isinstance(command, click.Group)], ids=" ".join
)
def test_a_command_that_prints_results_prints_them_as_json_too(name):
    without = {("init",), ("demo",), ("install",), ("uninstall",)}  # these say what they do, and have no results
    options = {option for parameter in ALL[name].params for option in parameter.opts}
    assert name in without or {"--json", "--jsonl"} <= options


def test_version_and_module():
    assert ask("--version").out.startswith("sanctions-monitor, version ")
