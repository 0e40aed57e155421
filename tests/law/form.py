"""A general license in the official form, written for the tests; the parts that a test is about are arguments."""

GRANT = (
    "(a) Except as provided in paragraph (b) of this general license, all transactions prohibited by the Burma "
    "Sanctions Regulations, 31 CFR part 525 (BuSR), that are ordinarily incident and necessary to the repair of "
    "river ferries are authorized through 12:01 a.m. eastern standard time, February 3, 2027, provided that:\n\n"
    "(1) No ferry carries military cargo; and\n\n"
    "(2) Any payment to a blocked person is made into a blocked account."
)
LIMITS = (
    "(b) This general license does not authorize:\n\n"
    "(1) Any transaction with the Ministry of Harbors, except:\n\n"
    "(i) Harbor dues; or\n\n"
    "(ii) Payments for pilots; or\n\n"
    "(2) The unblocking of any property blocked pursuant to the BuSR."
)
OLDER = (
    "(c) Effective December 1, 2026, General License No. 7, dated May 2, 2025, is replaced and superseded in its "
    "entirety by this General License No. 7A."
)


def license_text(
    *body: str,
    heading: str = "GENERAL LICENSE NO. 7A",
    header: str = "Burma Sanctions Regulations\n\n31 CFR Part 525",
    title: str = "Authorizing the Repair of River Ferries",
    signed: str = "Jane Q. Public\nDirector\nOffice of Foreign Assets Control\n\nDated: December 1, 2026",
) -> str:
    """The whole text; without `body` the standard one."""
    paragraphs = body or (GRANT, LIMITS, OLDER)
    return "\n\n".join(("OFFICE OF FOREIGN ASSETS CONTROL", header, heading, title, *paragraphs, signed))
