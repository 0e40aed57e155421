"""Whole new versions: what several changes mean together, splits and merges, limits on what is new, beginnings and ends."""

from __future__ import annotations

from monitor.model.instrument import Judgment
from monitor.model.words import Direction, Kind, Op
from tests.judge.forms import judged

OLD, NEW = "March 3, 2024", "June 5, 2024"
GRANT = (
    "(a) Except as provided in paragraph (b) of this general license, all transactions prohibited by the Russian Harmful "
    "Foreign Activities Sanctions Regulations, 31 CFR part 587 (RuHSR), that are ordinarily incident and necessary to the "
    "operation of civil airports in the Russian Federation are authorized"
)
BARS = (
    "(b) This general license does not authorize:",
    "(1) Any transactions prohibited by Directive 2 under E.O. 14024;",
    "(2) The purchase of aircraft; or",
    "(3) Any transactions otherwise prohibited by the RuHSR, unless separately authorized.",
)
SUMMER = " through 12:01 a.m. eastern daylight time, July 5, 2024"
WINTER = " through 12:01 a.m. eastern standard time, December 5, 2024"


def form(label: str, paragraphs: tuple[str, ...], issued: str, *, title: str = "", annex: str = "") -> str:
    body = "\n\n".join(paragraphs)
    return (
        "OFFICE OF FOREIGN ASSETS CONTROL\n\nRussian Harmful Foreign Activities Sanctions Regulations\n\n31 CFR Part 587\n\n"
        f"GENERAL LICENSE NO. {label}\n\n{title or 'Authorizing Certain Transactions Related to Airports'}\n\n{body}\n\n"
        f"Bradley T. Smith,\nDirector, Office of Foreign Assets Control.\n\nDated: {issued}.\n\n{annex}"
    )


def superseding(designator: str) -> str:
    return (
        f"({designator}) Effective {NEW}, General License No. 50, dated {OLD}, is replaced and superseded in its entirety "
        "by this General License No. 50A."
    )


def versions(before: tuple[str, ...], after: tuple[str, ...], **annexes: str) -> Judgment:
    old = form("50", before, OLD, annex=annexes.get("old_annex", ""))
    return judged(old, form("50A", after, NEW, annex=annexes.get("new_annex", "")))


def signed(judgment: Judgment) -> set[tuple[str, str]]:
    unsigned = {Direction.UNCHANGED, Direction.UNJUDGED}
    return {(o.path, o.direction.value) for o in judgment.operations if o.direction not in unsigned}


def test_a_new_label_alone_changes_nothing():
    judgment = versions((f"{GRANT}.", *BARS), (f"{GRANT}.", *BARS, superseding("c")))
    assert (judgment.direction, judgment.kind) == (Direction.UNCHANGED, Kind.CORRECTED)


def test_a_report_added_to_a_longer_permission_is_incidental_and_told():
    report = "(c) U.S. persons that engage in such transactions must submit a report to OFAC within 30 days."
    judgment = versions((f"{GRANT}{SUMMER}.", *BARS), (f"{GRANT}{WINTER}.", *BARS, report, superseding("d")))
    assert (judgment.direction, judgment.kind) == (Direction.RELAXED, Kind.AMENDED)
    assert signed(judgment) == {("(a)", "relaxed"), ("(c)", "tightened")}
    assert "(c)" in judgment.summary


def test_a_new_exclusion_beside_a_longer_permission_is_mixed():
    after = (
        f"{GRANT}{WINTER}.",
        *BARS[:3],
        "(3) The lease of hangars; or",
        BARS[3].replace("(3)", "(4)"),
        superseding("c"),
    )
    judgment = versions((f"{GRANT}{SUMMER}.", *BARS), after)
    assert judgment.direction is Direction.MIXED
    assert signed(judgment) == {("(a)", "relaxed"), ("(b)(3)", "tightened")}


def test_a_scope_cut_to_winding_down_is_tightened_though_it_lasts_longer():
    narrow = GRANT.replace("to the operation of", "to the wind down of transactions involving the operation of")
    judgment = versions((f"{GRANT}{SUMMER}.", *BARS), (f"{narrow}{WINTER}.", *BARS, superseding("c")))
    assert (judgment.direction, judgment.kind) == (Direction.TIGHTENED, Kind.AMENDED)
    assert "winding down" in judgment.summary


def test_an_exclusion_of_what_is_new_takes_nothing_away():
    wider = GRANT.replace("civil airports", "civil airports or heliports")
    bar = "(3) Any transactions involving heliports located in the Crimea region of Ukraine; or"
    after = (f"{wider}.", *BARS[:3], bar, BARS[3].replace("(3)", "(4)"), superseding("c"))
    judgment = versions((f"{GRANT}.", *BARS), after)
    assert judgment.direction is Direction.RELAXED
    assert signed(judgment) == {("(a)", "relaxed")}
    assert any(o.path == "(b)(3)" and o.op is Op.ADDED for o in judgment.operations)


def test_an_exclusion_of_what_is_new_and_old_is_a_tightening():
    wider = GRANT.replace("civil airports", "civil airports or heliports")
    bar = "(3) Any transactions involving airports or heliports located in the Crimea region of Ukraine; or"
    after = (f"{wider}.", *BARS[:3], bar, BARS[3].replace("(3)", "(4)"), superseding("c"))
    assert versions((f"{GRANT}.", *BARS), after).direction is Direction.MIXED


def test_conditions_of_a_new_grant_belong_to_it():
    grant = (
        "(b) Except as provided in paragraph (c) of this general license, all transactions prohibited by the RuHSR that are "
        "ordinarily incident and necessary to the lease of airport buildings are authorized, provided that:"
    )
    more = (grant, "(1) The lessee is not a blocked person; and", "(2) The lease ends before January 1, 2026.")
    after = (f"{GRANT}.".replace("(b)", "(c)"), *more, BARS[0].replace("(b)", "(c)"), *BARS[1:], superseding("d"))
    judgment = versions((f"{GRANT}.", *BARS), after)
    assert signed(judgment) == {("(b)", "relaxed")}


def test_a_proviso_split_into_a_list_has_only_moved():
    before = f"{GRANT}, provided that no payment is made to a blocked person and any dispute is resolved in the United States."
    after = (
        f"{GRANT}, provided that:",
        "(1) No payment is made to a blocked person; and",
        "(2) Any dispute is resolved in the United States.",
    )
    assert versions((before, *BARS), (*after, *BARS, superseding("c"))).direction is Direction.UNCHANGED


def test_two_grants_merged_into_one_have_only_moved():
    head = "Except as provided in paragraph (c) of this general license, all transactions prohibited by the RuHSR that are ordinarily incident and necessary to"
    bars = (BARS[0].replace("(b)", "(c)"), *BARS[1:])
    before = (
        f"(a) {head} the repair of bridges are authorized.",
        f"(b) {head} the repair of tunnels are authorized.",
        *bars,
    )
    merged = head.replace("(c)", "(b)")
    after = (f"(a) {merged} the repair of bridges or the repair of tunnels are authorized.", *BARS, superseding("c"))
    assert versions(before, after).direction is Direction.UNCHANGED


def test_a_row_in_a_sentence_that_became_a_list_has_only_moved():
    head = "(a) All transactions prohibited by the RuHSR that are ordinarily incident and necessary to"
    before = (f"{head} the sale of grain, the repair of harbors, or the lighting of tunnels are authorized.", *BARS)
    items = ("(1) The sale of grain;", "(2) The repair of harbors; or", "(3) The lighting of tunnels.")
    after = (f"{head} the following are authorized:", *items, *BARS, superseding("c"))
    assert versions(before, after).direction is Direction.UNCHANGED
    more = (*items[:1], "(2) The painting of ferries;", "(3) The repair of harbors; or", "(4) The lighting of tunnels.")
    judgment = versions(before, (f"{head} the following are authorized:", *more, *BARS, superseding("c")))
    assert signed(judgment) == {("(a)(2)", "relaxed")}


def test_a_row_with_its_owners_that_became_a_list_has_only_moved():
    head = "(a) All transactions prohibited by the RuHSR involving"
    wind = "that are ordinarily incident and necessary to the repair of bridges are authorized"
    before = f"{head} Onega Airways or Ladoga Cargo, or any entity in which either of them owns a 50 percent or greater interest, {wind}."
    items = (
        "(1) Onega Airways;",
        "(2) Ladoga Cargo; or",
        "(3) Any entity in which either of the above entities owns a 50 percent or greater interest.",
    )
    listed = (f"{head} one or more of the following entities {wind}:", *items)
    assert versions((before, *BARS), (*listed, *BARS, superseding("c"))).direction is Direction.UNCHANGED
    assert versions((*listed, *BARS), (before, *BARS, superseding("c"))).direction is Direction.UNCHANGED


def test_a_list_with_its_owners_that_became_an_annex_has_only_moved():
    grant = f"{GRANT.replace('the operation of civil airports in', 'the business of the persons described in paragraph (c) in')}."
    owned = "entity in which one or more of the above persons own a 50 percent or greater interest."
    items = ("(1) Onega Airways Company;", "(2) Ladoga Cargo Company; and", f"(3) Any {owned}")
    before = (grant, *BARS, "(c) The persons described in paragraph (a) are:", *items)
    pointing = f"(c) The persons described in paragraph (a) are the persons listed in the Annex to this general license and any {owned}"
    annex = "Annex--Persons Described in Paragraph (c)\n\nOnega Airways Company\nLadoga Cargo Company\n"
    judgment = versions(before, (grant, *BARS, pointing, superseding("d")), new_annex=annex)
    assert judgment.direction is Direction.UNCHANGED


def test_a_name_for_those_named_above_is_the_same_and_only_the_dropped_one_counts():
    lead = f"{GRANT}:"
    owned = "own a 50 percent or greater interest."
    before = (
        lead,
        "(1) Onega Airways;",
        "(2) Ladoga Cargo; or",
        f"(3) Any entity in which one or more of the above persons {owned}",
    )
    after = (lead, "(1) Ladoga Cargo; or", f"(2) Any entity in which Ladoga Cargo {owned.replace('own', 'owns')}")
    judgment = versions((*before, *BARS), (*after, *BARS, superseding("c")))
    assert signed(judgment) == {("(a)(1)", "tightened")}


def test_a_name_of_a_list_spelled_by_another_alphabet_is_put_right():
    lead = f"{GRANT}:"
    after = (lead, "(1) Onega Airways; and", "(2) Limited Liability Company Volga-Kama Kargo.")
    before = (*after[:2], after[2].replace("Kargo", "Cargo"))
    judgment = versions((*before, *BARS), (*after, *BARS, superseding("c")))
    assert (judgment.direction, judgment.kind) == (Direction.UNCHANGED, Kind.CORRECTED)


def test_a_paragraph_that_says_what_alone_is_covered_relaxes_by_going():
    only = "(c) The authorization in paragraph (a) applies only to contracts in effect before March 1, 2024."
    judgment = versions((f"{GRANT}.", *BARS, only), (f"{GRANT}.", *BARS, superseding("c")))
    assert signed(judgment) == {("(c)", "relaxed")}


def test_a_term_that_an_exclusion_and_its_own_exception_use_serves_the_exclusion():
    bar = "(2) The provision of insurance, except for liability insurance; or"
    note = "Note to paragraph (b)(2). For the purposes of this paragraph, the term “insurance” includes reinsurance{}."
    texts = [(f"{GRANT}.", *BARS[:2], bar, BARS[3], note.format(more)) for more in ("", " and brokerage")]
    assert versions(*texts).direction is Direction.TIGHTENED
    assert versions(*texts[::-1]).direction is Direction.RELAXED


def test_those_named_before_stand_for_their_names():
    owned = "any entity in which {} owns a 50 percent or greater interest, are authorized."
    head = "(a) All transactions prohibited by the RuHSR involving"
    before = f"{head} Onega Airways, or {owned.format('Onega Airways')}"
    after = f"{head} Onega Airways, Ladoga Cargo, or {owned.format('either of them')}"
    judgment = versions((before, *BARS), (after, *BARS, superseding("c")))
    assert (judgment.direction, signed(judgment)) == (Direction.RELAXED, {("(a)", "relaxed")})


def test_a_term_is_known_with_another_one_joined_into_it():
    grant = "(a) All transactions prohibited by the RuHSR related to port and airport operations are authorized."
    note = "Note to paragraph (a). For the purposes of this general license, the term “port operations” means the loading{} and pilotage of cargo."
    texts = [(grant, *BARS, note.format(more)) for more in (", storage,", "")]
    assert versions(*texts).direction is Direction.TIGHTENED


def test_a_renewal_that_is_dropped_shortens():
    valid = "(c) The authorization in this general license is valid for six months from {}"
    before = valid.format("June 5, 2023. This general license automatically renews on the first day of each month.")
    judgment = versions(
        (f"{GRANT}.", *BARS, before), (f"{GRANT}.", *BARS, valid.format("June 5, 2023."), superseding("d"))
    )
    assert judgment.direction is Direction.TIGHTENED


def test_an_item_that_moves_from_permission_to_exclusion_is_tightened():
    lead = "(a) Except as provided in paragraph (b) of this general license, all transactions prohibited by the RuHSR that are ordinarily incident and necessary to the following activities are authorized:"
    before = (
        lead,
        "(1) The repair of bridges;",
        "(2) The painting of ferries; and",
        "(3) The lighting of tunnels.",
        *BARS,
    )
    after = (
        lead,
        "(1) The repair of bridges; and",
        "(2) The lighting of tunnels.",
        *BARS[:3],
        "(3) The painting of ferries; or",
        BARS[3].replace("(3)", "(4)"),
        superseding("c"),
    )
    assert versions(before, after).direction is Direction.TIGHTENED


def test_renumbering_with_its_references_has_no_sign():
    before = (
        GRANT.replace("paragraph (b)", "paragraph (c)") + ".",
        "(b) U.S. banks are authorized to process transfers described in paragraph (a), provided that the payee is not a blocked person.",
        BARS[0].replace("(b)", "(c)"),
        *BARS[1:],
    )
    after = (
        GRANT.replace("(a) Except", "(a)(1) Except") + ".",
        "(2) U.S. banks are authorized to process transfers described in paragraph (a)(1), provided that the payee is not a blocked person.",
        *BARS,
        superseding("c"),
    )
    judgment = versions(before, after)
    assert (judgment.direction, judgment.kind) == (Direction.UNCHANGED, Kind.CORRECTED)


def test_one_that_ended_before_the_next_was_issued_is_reinstated():
    ended = GRANT + " through 12:01 a.m. eastern daylight time, April 5, 2024."
    judgment = versions((ended, *BARS), (f"{GRANT}{SUMMER}.", *BARS))
    assert (judgment.direction, judgment.kind) == (Direction.RELAXED, Kind.REINSTATED)


def test_a_year_that_cannot_be_meant_is_put_right_in_place():
    before, after = (
        form("50", (f"{GRANT} through 12:01 a.m. eastern daylight time, July 5, {year}.", *BARS), OLD)
        for year in ("2204", "2024")
    )
    judgment = judged(before, after)
    assert (judgment.direction, judgment.kind) == (Direction.UNCHANGED, Kind.CORRECTED)


def test_another_year_that_can_be_meant_is_an_extension_even_in_place():
    before, after = (
        form("50", (f"{GRANT} through 12:01 a.m. eastern daylight time, July 5, {year}.", *BARS), OLD)
        for year in ("2024", "2025")
    )
    judgment = judged(before, after)
    assert (judgment.direction, judgment.kind) == (Direction.RELAXED, Kind.EXTENDED)


def test_one_more_authority_is_amended_without_effect():
    wider = GRANT.replace(
        "31 CFR part 587 (RuHSR),", "31 CFR part 587 (RuHSR), or Executive Order 14114 of December 22, 2023,"
    )
    judgment = versions((f"{GRANT}.", *BARS), (f"{wider}.", *BARS, superseding("c")))
    assert (judgment.direction, judgment.kind) == (Direction.UNCHANGED, Kind.AMENDED)


def test_a_paragraph_that_ends_the_license_shortens_it():
    ends = "(c) This general license expires at 12:01 a.m. eastern daylight time, October 1, 2024."
    judgment = versions((f"{GRANT}.", *BARS), (f"{GRANT}.", *BARS, ends, superseding("d")))
    assert (judgment.direction, judgment.kind) == (Direction.TIGHTENED, Kind.SHORTENED)


def test_an_annex_of_what_is_permitted_relaxes_as_it_grows():
    grant = GRANT.replace(
        "civil airports in the Russian Federation", "the airports listed in the Annex to this general license"
    )
    annexes = {
        "old_annex": "Annex--Airports\n\nPulkovo\nSheremetyevo\n",
        "new_annex": "Annex--Airports\n\nPulkovo\nKoltsovo\nSheremetyevo\n",
    }
    judgment = versions((f"{grant}.", *BARS), (f"{grant}.", *BARS, superseding("c")), **annexes)
    assert signed(judgment) == {("Annex", "relaxed")}


def test_a_definition_that_serves_a_narrowing_follows_it():
    narrow = GRANT.replace("are authorized", "by an established U.S. entity are authorized")
    note = 'Note to paragraph (a). For purposes of this general license, the term "established U.S. entity" means any entity organized under the laws of the United States on or before January 1, 2024.'
    assert (
        versions((f"{GRANT}.", *BARS), (f"{narrow}.", note, *BARS, superseding("c"))).direction is Direction.TIGHTENED
    )


def test_a_definition_that_limits_a_known_term_narrows_what_uses_it():
    note = 'Note to paragraph (a). For purposes of this general license, the term "civil airports" means only airports without military flights.'
    judgment = versions((f"{GRANT}.", *BARS), (f"{GRANT}.", note, *BARS, superseding("c")))
    assert judgment.direction is Direction.TIGHTENED


def test_a_definition_of_a_term_that_had_none_is_unjudged():
    note = 'Note to paragraph (a). For purposes of this general license, the term "civil airports" means airports open to the public.'
    judgment = versions((f"{GRANT}.", *BARS), (f"{GRANT}.", note, *BARS, superseding("c")))
    assert judgment.direction is Direction.UNJUDGED


def test_words_whose_reach_cannot_be_compared_are_unjudged_and_shown():
    before = f"{GRANT}, provided that the buyer pays within a reasonable time."
    after = f"{GRANT}, provided that the buyer pays promptly after delivery."
    judgment = versions((before, *BARS), (after, *BARS, superseding("c")))
    assert judgment.direction is Direction.UNJUDGED
    (unsure,) = [o for o in judgment.operations if o.direction is Direction.UNJUDGED]
    assert "reasonable time" in (unsure.before or "")
    assert "promptly" in (unsure.after or "")


def test_every_operation_says_why_in_a_sentence():
    narrow = GRANT.replace("civil airports", "civil airports for humanitarian purposes")
    judgment = versions((f"{GRANT}.", *BARS), (f"{narrow}.", *BARS, superseding("c")))
    assert all(o.why.endswith(".") and o.why[0].isupper() for o in judgment.operations)
    assert judgment.summary.startswith("Tightened: (a)")
