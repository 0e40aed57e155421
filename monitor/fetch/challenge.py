"""Tells a guard's page (challenge, captcha, "Access Denied") from the page behind it. Not other errors.

Three sorts of evidence, from strong to weak: a header by which the guard names itself; a title or a short page that says
nothing but the guard's sentence; the guard's script on a page without words. Real pages carry such scripts and may
speak of such things, so that the last two need the page to be as good as empty.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from monitor.fetch import form

_LARGE = 512 * 1024  # no guard's page is that long
_TITLED = 4000  # characters that a reader sees; what a guard with a title of its own still explains
_SHORT = 1200  # a page whose only matter can be the guard's sentence
_OPENS = 120  # where a page's first sentence stands
_PROBES = (10_000, 40_000)  # bytes of a page that are looked at first
_WORDLESS = 200  # nothing that anybody would publish

_HEADERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(value, re.IGNORECASE))
    for name, value in (
        ("x-amzn-waf-action", r"challenge|captcha"),
        ("cf-mitigated", r"challenge|block"),
        ("x-sucuri-block", r"."),
        ("x-vercel-mitigated", r"challenge|deny"),
        ("x-datadome", r"protected.*(captcha|block)|captcha|block"),
        ("x-px-blocked", r"."),
        ("x-distil-cs", r"captcha|block|identify"),
    )
)
# The whole title, or the part of it before a separator.
_TITLE = re.compile(
    r"access (?:to this (?:page|site|resource) (?:has been|is|was) )?(?:denied|blocked|restricted|forbidden)"
    r"|(?:error )?40[13][: -]*access denied"
    r"|just a moment|one moment,? please|please wait(?: for verification)?|attention required!?"
    r"|checking your browser(?: before accessing .*)?|pardon our interruption|request (?:rejected|blocked|unsuccessful)"
    r"|making sure you're not a (?:ro)?bot|(?:\w+ )?security checkpoint"
    r"|(?:are you (?:a )?)?(?:human|robot)(?: or (?:human|robot))?\??|(?:i'?m|you are|are you) not a robot\??"
    r"|(?:human|bot|security|browser) (?:verification|check|challenge)|verif(?:y|ying)(?: that)? you are (?:a )?human"
    r"|captcha|ddos[- ]guard|ddos protection by .*|unusual traffic(?: detected)?|web ?site firewall"
    r"|toegang geweigerd|even geduld|zugriff verweigert|accès refusé|acceso denegado|доступ (?:запрещ[её]н|ограничен)",
    re.IGNORECASE,
)
# A server's own error page, which says no more than its status would; under 200 it is a guard that hides the status.
_STATUS_TITLE = re.compile(r"(?:error )?(?:40[13][: -]*)?forbidden|(?:error )?401[: -]*unauthorized", re.IGNORECASE)
# Sentences that only guards write.
_SENTENCE = re.compile(
    r"you don't have permission to access\b.*\bon this server.*\breference"
    r"|request unsuccessful\.? incapsula incident|incapsula incident id"
    r"|reference\s*#\s*\d+\.[0-9a-f]+\.\d+|errors\.edgesuite\.net"
    r"|the requested url was rejected\. please consult with your administrator|your support id is"
    r"|enable javascript and cookies to continue"
    r"|please (?:turn on|enable) (?:javascript|cookies)(?: and (?:javascript|cookies))?"
    r" (?:on your browser )?(?:and reload|to continue|before you proceed)"
    r"|checking (?:your browser before|if the site connection is secure)|performing security verification"
    r"|our systems have detected unusual traffic|made us think (?:that )?you (?:were|are|might be) a bot"
    r"|request blocked\.? we can't connect to the server|programmatic access to (?:this|these) (?:web ?)?sites? is limited"
    r"|this website is using a security service to protect itself|ray id:?\s*[0-9a-f]{10,}",
    re.IGNORECASE | re.DOTALL,
)
# Sentences that others write as well; they count at the beginning of a short page.
_OPENING = re.compile(
    r"access (?:to this (?:page|site|resource) )?(?:has been |is |was )?denied|(?:sorry,? )?you have been blocked"
    r"|(?:please )?(?:verify|verifying|confirm|make sure|prove)(?: that)? you(?:'re| are) (?:a |not a )?(?:human|robot|bot)"
    r"|(?:please )?complete the (?:captcha|security check)|checking your browser",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"awswaf\.com|gokuprops|awswafintegration|/cdn-cgi/challenge-platform/|_cf_chl_|cf[-_]chl|challenge-form"
    r"|_incapsula_resource|captcha-delivery\.com|px-captcha|perimeterx|/_sec/cp_challenge|sec-if-cpt|ak_bmsc"
    r"|g-recaptcha|h-captcha|hcaptcha\.com|recaptcha/api\.js|turnstile|ddos-guard|sucuri_cloudproxy|distil_r_captcha"
    r"|geo\.captcha|friendlycaptcha|kpsdk|datadome",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"<(script|style|template|svg)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
# Bounded, so that a hostile page of nothing but beginnings costs no more than its length.
_TITLE_TAG = re.compile(r"<title\b[^<>]{0,200}>([^<]{0,500})</title\s{0,9}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SEPARATOR = re.compile(r"\s+[|\u2013\u2014\u00b7-]\s+|\.{3}|\u2026")


def sign(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """What shows that a guard answered, in words; None where nothing does."""
    for name, value in _HEADERS:
        if value.search(headers.get(name, "")):
            return f"a guard answered ({name}: {headers[name][:40]})"
    if status == 202 and not body.strip():
        return "answered 202 with an empty body, as a challenge does"
    if status not in _STATUSES or not body or len(body) > _LARGE or form.kind_of(body) not in {"HTML", "text", "XML"}:
        return _data(status, body)
    return _page(status, body)


# 404 and 410 say that something is gone, whoever says it.
_STATUSES = frozenset({200, 202, 401, 403, 405, 406, 418, 429, 444, 503, 520, 521, 999})


def _data(status: int, body: bytes) -> str | None:
    refused = status in {401, 403, 405, 429} and len(body) <= _LARGE
    found = _MACHINE.search(body.decode("latin-1")) if refused else None
    return f"refused with {status} and a challenge ({found[0][:40]})" if found is not None else None


def _page(status: int, body: bytes) -> str | None:
    if _says_much(body):
        return None
    markup = body.decode("utf-8", "replace")
    if form.kind_of(body) == "XML" and not markup.lstrip().lower().startswith(("<!doctype html", "<html")):
        return None
    shown = visible(markup)
    title = _title(markup)
    if len(shown) <= _TITLED and any(_TITLE.fullmatch(part.strip(" .!:")) for part in _SEPARATOR.split(title)[:1]):
        return f"a page called {title[:60]!r}"
    if status == 200 and len(shown) <= _WORDLESS and _STATUS_TITLE.fullmatch(title.strip(" .!:")):
        return f"a page called {title[:60]!r} under status 200"
    if len(shown) <= _SHORT and (found := _SENTENCE.search(shown) or _OPENING.search(shown[:_OPENS])) is not None:
        return f"a page that only says {_squeezed(found[0])[:60]!r}"
    if len(shown) <= _WORDLESS and (found := _MACHINE.search(markup)) is not None:
        return f"a page without words but with a challenge ({found[0][:40]})"
    return "a page that is only a script" if status == 200 and _only_a_script(markup, shown) else None


def _says_much(body: bytes) -> bool:
    """True where the first part of a page alone shows more than any guard writes: most pages are settled by that."""
    return any(len(body) > size and len(visible(body[:size].decode("utf-8", "replace"))) > _TITLED for size in _PROBES)


def visible(markup: str) -> str:
    """The words of a page that a reader sees, roughly, without its title; spaces squeezed."""
    without = _TITLE_TAG.sub(" ", _HIDDEN.sub(" ", markup))
    return _squeezed(html.unescape(_TAG.sub(" ", without))).replace("\u2019", "'")


def _title(markup: str) -> str:
    found = _TITLE_TAG.search(markup)
    return _squeezed(html.unescape(_TAG.sub(" ", found[1]))).replace("\u2019", "'") if found is not None else ""


def _only_a_script(markup: str, shown: str) -> bool:
    low = markup.lower()
    return (
        "<script" in low and len(shown) < 30 and not any(tag in low for tag in ("<iframe", "<img", "<object", "<embed"))
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split())
