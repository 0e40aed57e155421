import pytest

from monitor.law import read_actions
from monitor.law.listings import name_of
from monitor.model.instrument import Action, ActionKind
from monitor.model.program import Programs


def kinds(title: str, programs: Programs) -> list[tuple[str, str | None]]:
    return [(action.kind.name, action.program) for action in read_actions(title, "", programs)]


@pytest.mark.parametrize(
    ("title", "acts"),
    [
        (
            "Russia-related Designations; Issuance of Russia-related General License and Frequently Asked Question",
            [("DESIGNATED", "russia"), ("LICENSE_ISSUED", "russia"), ("FAQ", "russia")],
        ),
        (
            "Counter Terrorism Designations; Removal",
            [("DESIGNATED", "counter-terrorism"), ("REMOVED", "counter-terrorism")],
        ),
        ("Zimbabwe Designations Removals", [("REMOVED", "zimbabwe")]),
        ("Russia-related Designation Update and Removal", [("ENTRY_CHANGED", "russia"), ("REMOVED", "russia")]),
        ("CAATSA - Russia-related Designations", [("DESIGNATED", "russia")]),
        ("Issuance of new Russia-related Executive Order", [("ORDER", "russia")]),
        ("Issuance of Directive 4 under Executive Order 14024", [("DIRECTIVE", "russia")]),
        ("Publication of Russia-related Determination", [("DETERMINATION", "russia")]),
        ("Issuance of Sudanese Sanctions Regulations Amendment", [("REGULATION", "sudan")]),
        ("Publication of Cyber-Related Sanctions Regulations Web General License", [("LICENSE_ISSUED", "cyber")]),
        ("Settlement Agreement between OFAC and a Shipping Company", [("ENFORCEMENT", None)]),
        ("Publication of Sanctions Advisory on River Ferries", [("GUIDANCE", None)]),
        ("Revocation of Russia-related General License 13", [("LICENSE_REVOKED", "russia")]),
        (
            "Counter Narcotics, Cuba-related, and Iran-related Designations",
            [("DESIGNATED", "narcotics"), ("DESIGNATED", "cuba"), ("DESIGNATED", "iran")],
        ),
        (
            "Removal of Syria's designation as a State Sponsor and Associated Sanctions List Updates",
            [("REMOVED", "syria"), ("ENTRY_CHANGED", "syria")],
        ),
        ("Website Maintenance", [("OTHER", None)]),
        ("", []),
    ],
)
def test_a_title_is_parted_into_its_acts(title: str, acts: list[tuple[str, str | None]], programs: Programs) -> None:
    assert kinds(title, programs) == acts


def one(actions: tuple[Action, ...], kind: ActionKind) -> Action:
    (action,) = (a for a in actions if a.kind is kind)
    return action


def test_the_body_gives_the_numbers(programs: Programs) -> None:
    body = (
        "OFAC is issuing Venezuela-related General License 8Q, “Ferries,” and Venezuela-related General License 5X, which "
        "replaces and supersedes General License 5V. OFAC is also publishing FAQs 595 and 1200-1201."
    )
    actions = read_actions(
        "Issuance of Venezuela-related General Licenses and Frequently Asked Questions", body, programs
    )
    assert one(actions, ActionKind.LICENSE_ISSUED).labels == ("8Q", "5X")
    assert one(actions, ActionKind.LICENSE_ISSUED).measures == ("us-ofac/venezuela/gl-8", "us-ofac/venezuela/gl-5")
    assert one(actions, ActionKind.FAQ).labels == ("595", "1200", "1201")


def test_amended_and_new_licenses_of_one_program_are_kept_apart(programs: Programs) -> None:
    title = "Issuance of Amended Venezuela-related General License; Issuance of Venezuela-related General License"
    body = (
        "OFAC is issuing Venezuela-related General License 46A, “Oil”; Venezuela-related General License 48, “Items”."
    )
    amended, new = read_actions(title, body, programs)
    assert (amended.labels, new.labels) == (("46A",), ("48",))


def test_a_license_that_the_title_does_not_tell_is_found_in_the_body(programs: Programs) -> None:
    actions = read_actions("Sanctions List Updates", "OFAC is issuing Russia-related General License 8L.", programs)
    assert one(actions, ActionKind.LICENSE_ISSUED).measures == ("us-ofac/russia/gl-8",)


def test_a_title_without_a_program_takes_it_from_the_body(programs: Programs) -> None:
    body = "OFAC is issuing Russia-related General License 8L and Syria General License 25."
    actions = read_actions("Issuance of General Licenses", body, programs)
    assert {(a.program, a.labels) for a in actions} == {("russia", ("8L",)), ("syria", ("25",))}


LISTED = (
    "Specially Designated Nationals List Update\n\nThe following individuals have been added to OFAC's SDN List:\n\n"
    "EXAMPLE, Anna Maria (a.k.a. “ANNA”), Rangoon, Burma; DOB 01 Jan 1970 (individual) [BURMA-EO14014].\n\n"
    "The following entities have been added to OFAC's SDN List:\n\nRIVER FERRIES CO., LTD., 1 Quay, Rangoon, Burma [SDGT].\n\n"
    "The following deletions have been made to OFAC's SDN List:\n\nOLD FERRIES LLC, 2 Quay, Rangoon, Burma [BURMA-EO14014].\n\n"
    "The following changes have been made to OFAC's SDN List:\n\nLAKE BANK (a.k.a. LB), Moscow [SDGT]. -to- LAKE BANK JSC "
    "(a.k.a. LB), Moscow [SDGT].\n\nUnrelated Administrative List Updates:\n\nNone."
)


def test_names_go_to_the_act_of_their_program(programs: Programs) -> None:
    title = "Burma-related Designations; Counter Terrorism Designation; Burma-related Designation Removal; Counter Terrorism Designation Update"
    actions = read_actions(title, LISTED, programs)
    assert [a.names for a in actions] == [
        ("EXAMPLE, Anna Maria",),
        ("RIVER FERRIES CO., LTD.",),
        ("OLD FERRIES LLC",),
        ("LAKE BANK JSC",),
    ]


def test_listings_that_the_title_does_not_tell_are_actions_too(programs: Programs) -> None:
    actions = read_actions("Website Maintenance", LISTED, programs)
    told = {(a.kind, a.program) for a in actions[1:]}
    assert (ActionKind.DESIGNATED, "burma") in told
    assert (ActionKind.DESIGNATED, "counter-terrorism") in told
    assert (ActionKind.REMOVED, "burma") in told


def test_who_moves_to_the_stricter_list_is_not_removed(programs: Programs) -> None:
    body = (
        "The following entity has been added to OFAC's SDN List:\n\nLAKE BANK, Moscow [RUSSIA-EO14024].\n\n"
        "The following deletions have been made to OFAC's Non-SDN Menu-Based Sanctions List:\n\nLAKE BANK, Moscow [RUSSIA-EO14024]."
    )
    assert [a.kind for a in read_actions("Russia-related Designation", body, programs)] == [ActionKind.DESIGNATED]


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("GAST, Vladimir V., St. Petersburg, Russia; DOB 06 May 1999 (individual) [CYBER4].", "GAST, Vladimir V."),
        ("AEZA GROUP LLC, Ul. Zolnaya, Moscow [CYBER4].", "AEZA GROUP LLC"),
        ("LILY (3E7525) Crude Oil Tanker Panama flag; IMO 9000001 (vessel) [SDGT].", "LILY"),
        ("GAZ (SCHWEIZ) AG, Zug, Switzerland [RUSSIA-EO14024].", "GAZ (SCHWEIZ) AG"),
        ("FERRY TRADE, S.A. DE C.V., Mexico [SDNTK].", "FERRY TRADE, S.A. DE C.V."),
    ],
)
def test_the_name_of_an_entry_ends_before_its_address(entry: str, name: str) -> None:
    assert name_of(entry) == name


@pytest.mark.parametrize(
    "title",
    [
        "Publication of Frequently Asked Questions on Russia-related General License 134",
        "Amended Russia-related FAQ regarding General License 13A",
        "Guidance on Venezuela General License 46A",
        "Expiration of Russia-related General License 8L",
    ],
)
def test_what_only_speaks_of_a_license_issues_none(title, programs):
    assert not [action for action in read_actions(title, "", programs) if action.kind is ActionKind.LICENSE_ISSUED]


@pytest.mark.parametrize("paper", ["an updated fact sheet", "an advisory", "an alert", "a joint statement", "guidance"])
def test_a_paper_on_a_license_issues_none(paper, programs):
    body = f"OFAC has published {paper} on Russia-related General License 8."
    actions = read_actions("Publication of Updated Papers", body, programs)
    assert not [action for action in actions if action.kind is ActionKind.LICENSE_ISSUED]


def test_the_tags_of_the_entries_tell_which_of_two_programs_of_one_name_is_meant(programs):
    body = "The following deletion has been made to OFAC's SDN List:\n\nFERRO BANK, Damascus, Syria [SYRIA]."
    (action,) = read_actions("Syria-related Designations Removal", body, programs)
    assert (action.program, action.names) == ("syria", ("FERRO BANK",))
