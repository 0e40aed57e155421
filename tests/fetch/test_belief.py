from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.belief import Accept, doubt
from monitor.fetch.form import kind_of
from monitor.model.words import Problem
from tests.material import needs_shared, shared

WORDS = " ".join(["A general license authorizes transactions that are ordinarily incident and necessary."] * 40)


def page(title: str, body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


CHALLENGES = {
    "amazon, by its header": (202, {"x-amzn-waf-action": "challenge"}, b""),
    "202 and nothing": (202, {}, b""),
    "a captcha of amazon": (405, {"x-amzn-waf-action": "captcha"}, page("Human Verification", "")),
    "access denied with 200": (
        200,
        {},
        page(
            "Access Denied",
            '<h1>Access Denied</h1>You don\'t have permission to access "x" on this server.<p>Reference #18.2d7.1',
        ),
    ),
    "access denied with 403": (403, {}, page("Access Denied", "<h1>Access Denied</h1>")),
    "just a moment": (
        403,
        {"cf-mitigated": "challenge"},
        page("Just a moment...", "<noscript>Enable JavaScript</noscript>"),
    ),
    "just a moment without its header": (503, {}, page("Just a moment...", "<p>Checking your browser</p>")),
    "attention required": (
        403,
        {},
        page("Attention Required! | Cloudflare", "Sorry, you have been blocked" + "x" * 900),
    ),
    "incapsula": (
        200,
        {},
        page("", '<iframe src="/_Incapsula_Resource?x">Request unsuccessful. Incapsula incident ID: 12-34</iframe>'),
    ),
    "a request rejected by its firewall": (
        200,
        {},
        page(
            "Request Rejected",
            "The requested URL was rejected. Please consult with your administrator. Your support ID is: 7",
        ),
    ),
    "only a script": (200, {}, b"<html><head></head><body><script>var a='long'.repeat(99)</script></body></html>"),
    "a script of a guard": (
        200,
        {},
        page("www.example.gov", "<script src='https://x.awswaf.com/challenge.js'></script>"),
    ),
    "pardon our interruption": (
        200,
        {},
        page("Pardon Our Interruption", "As you were browsing something made us think you were a bot"),
    ),
    "plain text": (200, {"content-type": "text/plain"}, b"Access Denied"),
    "a captcha as data": (403, {}, b'{"url":"https://geo.captcha-delivery.com/captcha/?x"}'),
    "dutch": (200, {}, page("Toegang geweigerd", "<p>U heeft geen toegang.</p>")),
    "forbidden under 200": (200, {}, page("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr>nginx")),
    "blocked at the edge": (
        403,
        {"server": "CloudFront"},
        page(
            "ERROR: The request could not be satisfied",
            "<h1>403 ERROR</h1>Request blocked. We can't connect to the server",
        ),
    ),
    "a register that wants to see a person": (
        200,
        {},
        page(
            "Register :: Request Access",
            "<p>Due to scraping, programmatic access to these sites is limited to our API. Complete the CAPTCHA below.",
        ),
    ),
    "a checkpoint": (429, {"x-vercel-mitigated": "challenge"}, page("Vercel Security Checkpoint", "Verifying")),
    "proof of work": (200, {}, page("Making sure you&#39;re not a bot!", "<h1>Making sure you're not a bot!</h1>")),
    "too many requests and a riddle": (429, {}, page("Too many", "<div class='g-recaptcha'></div>")),
}


@pytest.mark.parametrize("name", CHALLENGES)
@pytest.mark.parametrize("accept", ["html", "xml", "json", "pdf", "any"])
def test_a_challenge_is_known_whatever_was_asked_for(name: str, accept: Accept) -> None:
    found = doubt(*CHALLENGES[name], accept)
    assert found is not None
    assert found.problem is Problem.CHALLENGE


REAL = {
    "an article about captchas": page(
        "How banks block: captcha and Access Denied", f"<h1>Access Denied</h1><p>{WORDS}"
    ),
    "a page with a guard's script": page("Recent Actions", f"<script src='/_Incapsula_Resource?a'></script><p>{WORDS}"),
    "a page behind cloudflare": page(
        "General License 25", f"<p>{WORDS}<script src='/cdn-cgi/challenge-platform/x.js'></script>"
    ),
    "a short notice": page(
        "Recent Actions", "<p>Removal of one entry: access to its accounts is no longer denied.</p>"
    ),
    "a form with a riddle": page("Contact us", f"<form>{WORDS[:400]}<div class='g-recaptcha'></div></form>"),
    "a short page about access": page("Request access to a license file", "<p>Write to the office for access.</p>"),
    "a title that begins alike": page("Access denied to vessels: new directive", "<p>Short text of a directive.</p>"),
    "a page of a few words and a picture": page("", "<script>x()</script><img src='map.png'>"),
    "plain words": b"GENERAL LICENSE NO. 25\n\nAuthorizing transactions",
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_page_is_believed_whatever_it_speaks_of(name: str) -> None:
    assert doubt(200, {"content-type": "text/html"}, REAL[name], "html") is None


def test_a_feed_that_tells_of_denied_access_is_a_feed() -> None:
    feed = b"<?xml version='1.0'?><rss><channel><title>Access Denied</title><item><title>Just a moment</title></item></channel></rss>"
    assert doubt(200, {}, feed, "xml") is None


@pytest.mark.parametrize("status", [201, 204, 206, 400, 401, 403, 404, 410, 429, 500, 502, 503, 999])
def test_any_other_status_is_trouble_of_its_own_kind(status: int) -> None:
    found = doubt(status, {}, page("Sorry", "<p>The page is not here.</p>"), "html")
    assert found is not None
    assert found.problem is Problem.HTTP
    assert str(status) in found.detail


def test_a_page_that_is_gone_is_gone_whoever_says_it() -> None:
    found = doubt(404, {}, page("Access Denied", "Access Denied"), "html")
    assert found is not None
    assert found.problem is Problem.HTTP


@pytest.mark.parametrize("body", [b"", b"  \r\n "])
def test_nothing_is_no_page(body: bytes) -> None:
    found = doubt(200, {}, body, "any")
    assert found is not None
    assert found.problem is Problem.UNREADABLE


KINDS = {
    "PDF": b"%PDF-1.7\n",
    "HTML": page("t", WORDS),
    "JSON": b'\xef\xbb\xbf {"results": []}',
    "XML": b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>t</title></feed>",
    "text": b"Report Date: 1 March 2026",
    "a ZIP file": b"PK\x03\x04....",
    "binary": b"\x00\x01\x02",
}
FITS = {"html": {"HTML", "XML", "text"}, "pdf": {"PDF"}, "json": {"JSON"}, "xml": {"XML"}, "any": set(KINDS)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("accept", FITS)
def test_bytes_are_known_by_what_they_are_and_not_by_their_label(kind: str, accept: Accept) -> None:
    assert kind_of(KINDS[kind]) == kind
    found = doubt(200, {"content-type": "text/html"}, KINDS[kind], accept)
    assert (found is None) is (kind in FITS[accept])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_feed_is_known_in_any_encoding(encoding: str) -> None:
    assert kind_of("<?xml version='1.0'?><rss><channel/></rss>".encode(encoding)) == "XML"


def test_a_feed_with_dirt_before_it_is_still_a_feed() -> None:
    assert doubt(200, {}, b"Warning: x on line 3\n<rss version='2.0'><channel></channel></rss>", "xml") is None


@given(st.integers(100, 999), st.dictionaries(st.text(), st.text()), st.binary(), st.sampled_from(sorted(FITS)))
def test_any_answer_is_judged_without_an_exception(
    status: int, headers: dict[str, str], body: bytes, accept: Accept
) -> None:
    found = doubt(status, headers, body, accept)
    assert found is None or found.problem in {Problem.CHALLENGE, Problem.HTTP, Problem.UNREADABLE}


@needs_shared
@pytest.mark.parametrize(
    ("folder", "pattern", "accept"),
    [
        ("stories", "*/bodies/*.html", "html"),
        ("stories", "*/bodies/*.pdf", "pdf"),
        ("stories", "*/bodies/*.rss", "xml"),
        ("stories", "*/bodies/*.json", "json"),
        ("corpus/pages", "**/*.html", "html"),
        ("corpus/feeds/recorded", "*.xml", "xml"),
    ],
)
def test_no_recorded_page_is_doubted(folder: str, pattern: str, accept: Accept) -> None:
    files = list(shared(folder).glob(pattern))
    doubted = {file.name: found for file in files if (found := doubt(200, {}, file.read_bytes(), accept)) is not None}
    assert files
    assert not doubted
