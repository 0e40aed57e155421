from __future__ import annotations

from bench.table import Line, show, spread


def test_ratios_are_of_the_same_round():
    line = Line("work", "s", (1.0, 2.0, 4.0), "peer", (6.0, 6.0, 40.0), times=6)
    assert line.ratios == (6.0, 3.0, 10.0)
    assert line.holds is True
    assert Line("work", "s", (1.0, 2.0, 4.0), "peer", (6.0, 6.0, 6.0), times=6).holds is False


def test_nothing_is_said_of_a_peer_that_is_not_here():
    line = Line("work", "s", (1.0,), "peer", times=6, note="peer 1 cannot be installed: no network")
    assert line.ratios == ()
    assert line.holds is None


def test_bounds_are_held_by_the_median():
    assert Line("lost", "", (0.0, 0.0, 3.0), most=0).holds is True
    assert Line("news", "a second", (900.0, 1100.0, 1200.0), least=1000).holds is True
    assert Line("news", "a second", (900.0, 950.0, 1200.0), least=1000).holds is False
    assert (Line("a", "s", (1.0,), most=2).aim, Line("a", "s", (1.0,), times=3).aim) == ("≤ 2 s", "≥ 3 ×")


def test_a_spread_tells_median_and_extremes():
    assert spread((3.0, 1.0, 20.0), "s") == "3 (1–20) s"
    assert spread((2.5,), "×") == "2.5 ×"
    assert spread(()) == "–"


def test_a_missed_aim_stands_out_and_a_reason_is_printed(capsys):
    show(
        "Row", [Line("work", "s", (2.0,), "peer", (4.0,), times=3), Line("other", "s", (1.0,), "gone", note="not here")]
    )
    told = capsys.readouterr().out
    assert "MISSED" in told
    assert "not here" in told
