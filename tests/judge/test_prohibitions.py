"""Directives and determinations prohibit: what a permission's words relax, theirs tighten."""

from __future__ import annotations

import pytest

from monitor.model.words import Direction
from tests.judge.forms import edited, judged

RELAXED, TIGHTENED = Direction.RELAXED, Direction.TIGHTENED
DIRECTIVE = """DEPARTMENT OF THE TREASURY

Office of Foreign Assets Control

Directive 9 under Executive Order 14024 of April 15, 2021

Prohibitions Related to Certain Harbor Bonds

The following activities by a U.S. financial institution are hereby prohibited as of March 1, 2022, except to the extent provided by law, or unless licensed by the Office of Foreign Assets Control: participation in the primary market for bonds issued after March 1, 2022 by the Harbor Fund of the Russian Federation; and lending funds of longer than 30 days maturity to the Harbor Fund of the Russian Federation.

The prohibitions in this directive do not apply to the payment of pensions.

Andrea M. Gacki

Director

Office of Foreign Assets Control

Issued: February 22, 2022
"""
EDITS = [
    ("it begins later", "prohibited as of March 1, 2022", "prohibited as of June 1, 2022", RELAXED),
    ("it binds more persons", "a U.S. financial institution", "a U.S. person", TIGHTENED),
    ("it covers one more fund", "30 days maturity to the Harbor Fund", "30 days maturity to the Pilots Fund or the Harbor Fund", TIGHTENED),
    ("shorter loans are caught", "longer than 30 days", "longer than 14 days", TIGHTENED),
    ("an exemption grows", "payment of pensions", "payment of pensions or wages", RELAXED),
    ("an exemption is gone", "The prohibitions in this directive do not apply to the payment of pensions.\n\n", "", TIGHTENED),
]  # fmt: skip


ORDER = """EXECUTIVE ORDER 14024

Blocking Certain Property

By the authority vested in me as President by the Constitution, it is hereby ordered:

Section 1. The property of harbor masters is blocked.

Sec. 2. The prohibitions in section 1 of this order shall not apply to official business of pilots.
"""


def test_a_section_of_an_order_that_spares_permits():
    wider = edited(ORDER, "business of pilots", "business of pilots or divers")
    assert judged(ORDER, wider).direction is RELAXED
    assert judged(wider, ORDER).direction is TIGHTENED


@pytest.mark.parametrize(("name", "old", "new", "sign"), EDITS, ids=[e[0] for e in EDITS])
def test_signs_are_turned_round(name, old, new, sign):
    after = edited(DIRECTIVE, old, new)
    assert judged(DIRECTIVE, after).direction is sign
    assert judged(after, DIRECTIVE).direction is sign.opposite
