"""Pages in the form of OFAC's site, with names and words of our own."""

ROOT = "https://ofac.treasury.gov"
LISTING = f"{ROOT}/recent-actions"
MENU = (
    "<header><nav><ul><li><a href='/recent-actions'>Recent Actions</a></li>"
    "<li><a href='/sanctions-programs-and-country-information/lace-sanctions'>Lace Sanctions</a></li></ul></nav></header>"
)
WIDGET = """<aside><div class="view view-recent-actions view-display-id-block_1"><h2>Recent Actions</h2><div class="view-content">
<div class="views-row"><a href="/recent-actions/20310301" hreflang="en">Issuance of Button-related General License 3</a></div></div></div></aside>"""


def site(main: str, *, aside: str = WIDGET, stamp: str = "03/04/2031 05:00 AM", alert: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><title>OFAC</title></head><body>{alert}{MENU}<main><div class="region-content">
{main}</div>{aside}</main><footer><p>Last updated: {stamp}</p></footer></body></html>"""


def row(name: str, title: str, day: str, category: str = "sanctions-list-updates") -> str:
    return f"""<div class="margin-bottom-4 search-result views-row"><div><div class="font-sans-lg"><a href="/recent-actions/{name}" hreflang="en">{title}</a>
</div></div><div><div class="margin-top-1">{day} -
<a href="/recent-actions/{category}">Some Category</a></div></div></div>"""


def listing(*rows: str, shown: str | None = None, dom: str = "9f", more: str = "") -> str:
    count = f"Displaying 1 - {len(rows)} of 3154 results." if shown is None else shown
    return site(
        f"""<h1 class="page-title">Recent Actions</h1><div class="view view-recent-actions-search js-view-dom-id-{dom}">
<div class="view-header"><p>{count}</p></div><div class="view-content">{"".join(rows)}</div>{more}</div>""",
        stamp=f"03/04/2031 {dom}",
    )


def link(number: int, text: str, title: str = "") -> str:
    attribute = f' title="{title}"' if title else ""
    return f'<a href="/media/{number}/download?inline" data-entity-type="media"{attribute}>{text}</a>'


def detail(
    body: str, title: str = "Issuance of Lace-related General License", day: str = "03/04/2031", press: str = ""
) -> str:
    release = (
        f"<div class='field field--name-field-press-release-link'><div class='field__items'><div class='field__item'><a href='{press}'>Treasury acts</a></div></div></div>"
        if press
        else ""
    )
    return site(f"""<h1 class="uswds-page-title page-title"><span class="treas-page-title">{title}</span></h1><article class="node node--type-ofac-recent-action">
<div class="field field--name-field-release-date"><div class="field__label visually-hidden">Release Date</div><div class="field__item">{day}</div></div>{release}
<div class="usa-prose field field--name-field-body"><div class="field__label visually-hidden">Recent Actions Body</div><div class="field__item">{body}</div></div></article>""")


def program(current: str, archived: str = "", heading: str = "General Licenses") -> str:
    return site(f"""<h1 class="page-title">Lace Sanctions</h1><article class="node node--type-page"><div class="field--name-body">
<h2>Guidance</h2><ul><li><a href="/faqs/11">11. Does General License 8 cover ribbons?</a></li></ul>
<h3>{heading}</h3><p>OFAC issues general licenses in order to authorize activities that would otherwise be prohibited.</p><ul>{current}</ul>
<h3>Archived General Licenses</h3><ul>{archived}</ul><h2>Legal Framework</h2><ul><li><a href="/media/9/download?inline">Executive Order 99999</a></li></ul>
</div></article>""")


def faq(number: int, question: str, answer: str, updated: str = "March 04, 2031") -> str:
    return f"""<article class="node node--type-faq"><div class="field field--name-field-faq-question field__item"><h3>{number}. {question}</h3></div>
<div class="usa-prose field field--name-field-faq-answer field__item">{answer}</div>
<div class="field field--name-field-released-date"><div class="field__label">Date Released</div><div class="field__item">April 07, 2030</div></div>
<div class="field field--name-field-updated-date"><div class="field__label">Date Updated</div><div class="field__item">{updated}</div></div></article>"""
