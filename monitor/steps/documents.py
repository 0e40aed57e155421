"""Takes the documents of one reading: texts into the register, notices into announcements, news into reports. Not how they are told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from monitor.judge import compare as compare_law
from monitor.judge import compare_prose
from monitor.law import cut_instruments, read_actions, read_instrument, references
from monitor.law.naming import program_of_title
from monitor.model.instrument import Instrument, InstrumentKind, Judgment, Provision
from monitor.model.place import Document, DocumentKind, Part, Reading
from monitor.model.register import Held, Version
from monitor.model.words import Effect, Kind, Role
from monitor.register import notices
from monitor.register.entry import Entry, Sight
from monitor.register.texts import meet, revoke
from monitor.steps import reports, shown
from monitor.steps.promised import ANNOUNCED, forget, is_awaited, wait_for, wait_for_wishes
from monitor.steps.scene import Scene
from monitor.steps.tell import tell_change
from monitor.store.tx import Tx


def take(tx: Tx, scene: Scene, reading: Reading) -> None:
    """Everything that the documents of one capture mean, written into the open transaction."""
    if scene.source.role is Role.OFFICIAL:
        wait_for_wishes(tx, scene, reading.wishes)
    articles = {str(w.facts.get("identity")) for w in reading.wishes if w.part is Part.ARTICLE}
    for document in _new(tx, scene, reading.documents):
        tx.add_document(
            scene.source.id,
            document.url,
            document.identity,
            document.title,
            document.text,
            document.language,
            scene.now,
            scene.evidence,
            reading.meaning,
        )
        if document.kind is DocumentKind.NEWS:
            reports.take(
                tx, scene, document, waits=document.identity in articles and scene.target.part is not Part.ARTICLE
            )
        elif scene.source.role is Role.OFFICIAL:  # a source with role `news` never changes the register
            _OFFICIAL[document.kind](tx, scene, document)


def _new(tx: Tx, scene: Scene, found: Iterable[Document]) -> list[Document]:
    """Those of the documents that say something new; it is remembered. A text is compared with what is held in any case.

    A feed's word of an item and the item's own page are remembered apart: neither is an edit of the other. News that comes
    again in the same words under another identity (a feed that moved, a link with a campaign's mark) is the same news.
    """
    contents = [(document, _identity(document), _content_hash(document)) for document in found]
    seen = tx.seen_items(scene.source.id, (identity for _, identity, _ in contents))
    fresh = (content for document, identity, content in contents if identity not in seen and _can_come_again(document))
    said = tx.seen_contents(scene.source.id, fresh)
    new: list[Document] = []
    read: dict[str, str] = {}
    for document, identity, content in contents:
        known = seen.get(identity) == content
        if known and document.kind in {DocumentKind.NEWS, DocumentKind.NOTICE}:
            continue
        again = identity not in seen and content in said
        seen[identity] = read[identity] = content
        if not again:
            new.append(document)
            said |= {content} if _can_come_again(document) else set()
    tx.put_items(scene.source.id, read, scene.now)
    return new


def _identity(document: Document) -> str:
    return f"article:{document.identity}" if "fuller" in document.facts else document.identity


def _can_come_again(document: Document) -> bool:
    """True where equal words are the same item: official items may share a title and a phrase, and a title alone says little."""
    return document.kind is DocumentKind.NEWS and bool(document.text.strip())


def _content_hash(document: Document) -> str:
    return hashlib.sha256(f"{document.title}\n{document.text}".encode()).hexdigest()


# ---- texts ----


def _sight(scene: Scene, document: Document) -> Sight:
    return Sight(
        at=scene.now,
        source=scene.source.id,
        url=document.url,
        since=scene.health.added,
        evidence=scene.evidence,
        # A section that only got another number is known under the old one: it begins without a word (DOMAIN.md, eCFR).
        baseline="renumbered_from" in document.facts or scene.was_there(document.published, document.published_on),
        republication=document.republication,
        citation=document.citation,
    )


def _take_instrument(tx: Tx, scene: Scene, document: Document) -> None:
    for instrument in _instruments(scene, document):
        _meet(tx, scene, document, instrument, compare_law)


def _instruments(scene: Scene, document: Document) -> Iterable[Instrument]:
    programs = scene.knowledge.programs
    read = read_instrument(document.text, programs, document.measure)
    told = isinstance(read, Instrument) and document.measure in {None, read.key}
    # A print holds several licenses, or one directive, determination or order.
    cut = cut_instruments(document.text, programs) if document.republication or not told else ()
    if cut and document.measure is None:
        return cut
    if isinstance(read, Instrument) and told:
        return (read,)
    if document.measure is None:
        return ()
    act = plain_instrument(document, InstrumentKind.REGULATION)
    return (replace(act, program=act.program or program_of_title(act.title, programs) or ""),)


def _take_faq(tx: Tx, scene: Scene, document: Document) -> None:
    if document.measure is not None:
        _meet(tx, scene, document, plain_instrument(document, InstrumentKind.FAQ), _prose)


def _take_page(tx: Tx, scene: Scene, document: Document) -> None:
    jurisdiction = (scene.source.jurisdiction or "zz").lower()
    key = document.measure or scene.source.measure or f"{jurisdiction}-page/{scene.source.id.lower()}"
    read = read_instrument(document.text, scene.knowledge.programs, key)
    if isinstance(read, Instrument) and read.key == key:
        _meet(tx, scene, document, read, compare_law)
        return
    page = replace(document, measure=key, label=document.label or "page")
    _meet(tx, scene, page, plain_instrument(page, InstrumentKind.PAGE), _rule)


def plain_instrument(document: Document, kind: InstrumentKind) -> Instrument:
    """A text without a license's grammar as an instrument: its paragraphs are its provisions."""
    key = document.measure or ""
    issuer, _, rest = key.partition("/")
    return Instrument(
        kind=kind,
        key=key,
        issuer=issuer,
        program=str(document.facts.get("program", "")),
        number=rest.rpartition("/")[2],
        label=document.label or rest.rpartition("/")[2],
        title=document.title,
        issued=document.published_on,
        provisions=tuple(
            Provision(f"paragraph {n}", Effect.NOTE, text)
            for n, text in enumerate(document.text.split("\n\n"), 1)
            if text.strip()
        ),
        text=document.text,
    )


def _prose(before: Instrument, after: Instrument) -> Judgment:
    return compare_prose(before.text, after.text)


def _rule(before: Instrument, after: Instrument) -> Judgment:
    return compare_prose(before.text, after.text, guidance=False)


def _reread(scene: Scene, like: Instrument, version: Version) -> Instrument:
    """The instrument behind a held text. Read again, so that a better grammar serves old texts too."""
    if like.kind not in {InstrumentKind.FAQ, InstrumentKind.PAGE, InstrumentKind.REGULATION}:
        read = read_instrument(version.text, scene.knowledge.programs, version.measure)
        if isinstance(read, Instrument):
            return replace(read, label=version.label)
    held = Document(
        DocumentKind.PAGE,
        version.url,
        version.label,
        version.title,
        version.text,
        measure=version.measure,
        label=version.label,
    )
    return plain_instrument(held, like.kind)


def _meet(
    tx: Tx,
    scene: Scene,
    document: Document,
    instrument: Instrument,
    compare: Callable[[Instrument, Instrument], Judgment],
) -> None:
    held = tx.held(instrument.key)
    if instrument.kind is InstrumentKind.REVOCATION:
        _revoked(tx, scene, document, instrument, held)
        return
    item = f"{instrument.key} {instrument.label}"
    told = tx.changes_of(instrument.key, instrument.label)
    # A text without a title of its own bears its page's; what is compared are the texts.
    called = "" if document.republication else document.title
    entry = meet(
        replace(instrument, title=instrument.title or called),
        _sight(scene, document),
        held,
        lambda before, _: compare(before, instrument),
        partial(_reread, scene, instrument),
        last_read=tx.seen_item(scene.source.id, item),
        republished=any(change.kind is Kind.REPUBLISHED for change in told),
        awaited=is_awaited(tx, instrument.key, instrument.label),
        untold=not told,
    )
    _write(tx, scene, entry, text=instrument.text, group=_group(scene, document, instrument.program))
    if entry.stands_for is not None:
        tx.put_item(scene.source.id, item, entry.stands_for, scene.now)
        _arrived(tx, scene, instrument)


def _revoked(tx: Tx, scene: Scene, document: Document, instrument: Instrument, held: Held | None) -> None:
    told = [change for change in tx.changes_of(instrument.key) if change.kind is Kind.REVOKED]
    awaited = bool(told) and told[-1].provisional and told[-1].id is not None and not tx.updates_of(told[-1].id)
    entry = revoke(instrument, _sight(scene, document), held, told=bool(told), awaited=awaited)
    _write(tx, scene, entry, text=instrument.text, group=_group(scene, document, instrument.program))
    tx.drop_pending(f"{ANNOUNCED}{instrument.key} {instrument.label}")
    _arrived(tx, scene, instrument)


def _arrived(tx: Tx, scene: Scene, instrument: Instrument) -> None:
    """What was announced and is now read waits no longer.

    A notice may name the program otherwise than the license's own header does ("Syria-related" for 31 CFR part 542): what the same
    page announced under the same label is this text, where it can mean no other.
    """
    page, label, kind = scene.target.facts.get("detail"), instrument.label.casefold(), instrument.kind.value
    waiting = [p for p in tx.pending_like(ANNOUNCED) if p.payload["label"].casefold() == label]
    meant = [p for p in waiting if p.payload["measure"] == instrument.key]
    other = [p for p in waiting if p.payload["kind"] == kind and p not in meant]
    roots = {program.split("-")[0] for program in (instrument.program, *instrument.programs)}
    meant += [p for p in other if str(p.payload["program"]).split("-")[0] in roots]
    same_page = [p for p in other if page is not None and p.payload["url"] == page]
    for pending in meant or (same_page if len(same_page) == 1 else ()):
        tx.drop_pending(pending.key)


def _group(scene: Scene, document: Document, program: str) -> str:
    """What was published together about one program: one publication, or one package."""
    package = document.facts.get("package") or document.facts.get("group")
    page = package or scene.target.facts.get("detail") or document.facts.get("detail") or document.url
    return f"{page} {program}" if not package else str(package)


def _write(tx: Tx, scene: Scene, entry: Entry, *, text: str, group: str | None) -> None:
    if entry.measure is not None:
        tx.add_measure(entry.measure)
    if entry.version is not None:
        tx.add_version(entry.version)
    for ending in entry.endings:
        tx.add_ending(ending)
    for change in entry.changes:
        tell_change(tx, scene.knowledge, change, text=text, group=group)


# ---- notices ----


def _take_notice(tx: Tx, scene: Scene, document: Document) -> None:
    """A publication page makes listings and announces texts; an item that points to one announces only what it names itself."""
    actions = read_actions(document.title, document.text, scene.knowledge.programs)
    sight = _sight(scene, document)
    if document.republication:
        return
    if scene.target.part is Part.DETAIL and scene.jurisdiction == "US":  # the keys of listings are those of OFAC
        published = notices.publication(document.url, document.published_on)
        if published is not None:
            _take_listings(tx, scene, document, notices.listings(actions, published, sight, tx.held))
    if sight.baseline or (scene.of_list and shown.is_older(tx, scene, document.published, document.published_on)):
        return
    announcements = notices.announcements(actions)
    act = notices.act_announced(document.title, references(document.title, scene.knowledge.programs))
    announcements += (act,) if act is not None and "corrigendum" not in document.facts else ()
    forget(tx, document.url, announcements)
    for announced in announcements:
        wait_for(tx, scene, announced, document.url)


def _take_listings(tx: Tx, scene: Scene, document: Document, entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        program = entry.measure.program if entry.measure is not None else ""
        _write(
            tx, scene, entry, text=entry.version.text if entry.version else "", group=_group(scene, document, program)
        )


_OFFICIAL: dict[DocumentKind, Callable[[Tx, Scene, Document], None]] = {
    DocumentKind.INSTRUMENT: _take_instrument,
    DocumentKind.FAQ: _take_faq,
    DocumentKind.PAGE: _take_page,
    DocumentKind.NOTICE: _take_notice,
}
