"""The grammar of events: who does what to which measure, in which mood."""

import pytest

from monitor.library import lexicons
from monitor.model.words import Direction, NewsLabel, Stage
from monitor.news.clause import parse
from monitor.news.events import find_events
from monitor.news.tokens import split_sentences
from tests.news.conftest import read

L = NewsLabel


def events_of(title):
    english = lexicons().get("en")
    assert english is not None
    return find_events(parse(split_sentences(title, "")[0], english))


def label_of(title, text=""):
    return read(title, text).label


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("EU imposes sanctions on five Belarusian judges", L.DESIGNATION_ADDED),
        ("EU adopts arms embargo on Belarus", L.MEASURE_ADDED),
        ("EU lifts sanctions on Belarusian banker", L.DESIGNATION_REMOVED),
        ("EU lifts sanctions on Belarusian potash sector", L.MEASURE_RELAXED),
        ("EU lifts all sanctions on Burundi", L.MEASURE_EXPIRED_OR_REVOKED),
        ("UK tightens sanctions on Belarus", L.MEASURE_TIGHTENED),
        ("OFAC updates FAQ on Belarus sanctions", L.GUIDANCE),
        ("Bank fined by OFAC for violating Cuba sanctions", L.ENFORCEMENT),
        ("Treasury issues general license for Belarusian airline", L.MEASURE_RELAXED),
    ],
)
def test_the_label_follows_act_and_object(title, label):
    assert label_of(title) is label


def test_the_lede_says_upon_whom():
    assert (
        label_of("UK imposes sanctions on Iran", "The prosecutor general is sanctioned by Britain.")
        is L.DESIGNATION_ADDED
    )


@pytest.mark.parametrize(
    "title",
    [
        "Trump denies easing sanctions on Iran",
        "EU will not lift sanctions on Belarus",
        "EU hebt Sanktionen gegen Belarus nicht auf",
        "EU heft sancties tegen Belarus niet op",
        "UE nie zniesie sankcji wobec Białorusi",
        "ЕС не снимет санкции с Беларуси",
    ],
)
def test_a_denial_is_no_easing(title):
    assert read(title).direction is not Direction.RELAXED


def test_who_is_sanctioned_decides_nothing_by_imposing_sanctions_in_turn():
    assert label_of("Iran imposes sanctions on US officials") is L.NONE


def test_a_measure_that_is_only_background_is_no_event():
    assert label_of("Tanker rates rise after sanctions on Russia") is L.NONE
    assert label_of("Airline flies on despite US sanctions against Iran") is L.NONE


def test_a_court_that_annuls_delists_nobody_by_itself():
    reading = read("EU court annuls sanctions on Belarusian businessman")
    assert (reading.label, reading.stage) == (L.NONE, Stage.COURT)


def test_a_condition_is_no_change():
    assert label_of("US lifts sanctions on Iran if talks succeed, says minister") is L.NONE


def test_a_veto_ends_what_it_stops():
    reading = read("Russia vetoes UN resolution to extend Mali sanctions")
    assert (reading.label, reading.direction) == (L.MEASURE_EXPIRED_OR_REVOKED, Direction.RELAXED)


def test_an_agreement_is_not_told_as_law():
    reading = read("EU envoys agree 25th sanctions package against Russia")
    assert (reading.label, reading.stage) == (L.MEASURE_ADDED, Stage.AGREED_NOT_ADOPTED)


@pytest.mark.parametrize(
    "title", ["What the new US sanctions on Iran mean", "How the EU imposed sanctions on Iran: a guide"]
)
def test_an_explainer_is_no_change(title):
    assert label_of(title, "The US imposed new sanctions on Iran.") is L.NONE


def test_a_headline_that_reacts_outweighs_what_its_text_recalls():
    text = "The administration lifted sanctions on oil exports last week."
    assert label_of("Senators slam sanctions relief for Venezuela", text) is L.NONE


def test_the_deciding_words_are_shown():
    assert "extends arms embargo" in read("UN extends arms embargo on Libya").why


def test_jurisdiction_and_program_are_those_of_the_act():
    reading = read("Canada imposes sanctions on Iranian judges", "Ottawa follows the United States and the EU.")
    assert (reading.jurisdiction, reading.program) == ("CA", "iran")


def test_a_denial_beside_an_issued_license_is_talk():
    text = (
        "The president denied making any decision to ease sanctions. A general license posted by OFAC on Thursday"
        " authorizes certain transactions with the Russian security service."
    )
    assert read("President denies easing sanctions against Russia", text).direction is Direction.RELAXED
    assert read("President denies easing sanctions against Russia").direction is Direction.UNCHANGED


def test_guidance_beside_an_issued_license_gives_way_to_it():
    text = "The US Treasury issued general licenses for transactions with Syria on Thursday."
    assert read("US issues sanctions guidance on the pandemic", text).direction is Direction.RELAXED


def test_a_doubt_stays_on_its_side_of_a_dash():
    assert read("Sanctions were set to expire in March - US extends Russia sanctions").direction is Direction.TIGHTENED
    assert read("EU plans – new sanctions on Russia").direction is Direction.UNCHANGED


def test_what_an_office_declines_to_renew_ends():
    got = read("OFAC declines to renew general licenses for Russian banks")
    assert (got.label, got.direction) == (NewsLabel.MEASURE_EXPIRED_OR_REVOKED, Direction.TIGHTENED)


@pytest.mark.parametrize(
    "title",
    [
        "Außenminister haben in Brüssel eine Aussetzung der Sanktionen gegen Syrien beschlossen",
        "EU-Staaten haben die Lockerung der Sanktionen gegen Syrien auf den Weg gebracht",
    ],
)
def test_a_german_article_is_no_relative_pronoun(title):
    assert read(title).direction is Direction.RELAXED


def test_a_relative_clause_is_background():
    assert read("Firma leidet unter Sanktionen, die die EU gegen Russland verhängte").direction is Direction.UNCHANGED


NOTICE = "Notice of Department of State Sanctions Actions"


def test_a_notice_that_only_says_that_lists_were_changed_tells_of_names_added():
    assert label_of(NOTICE, "Two firms in Minsk, described below.") is L.DESIGNATION_ADDED


def test_a_notice_is_what_its_text_says_where_that_says_more():
    assert label_of(NOTICE, "The Secretary has removed one person from the SDN List.") is L.DESIGNATION_REMOVED
    assert label_of(NOTICE, "Identifying information for two persons on the SDN List was changed.") is L.GUIDANCE


def test_blocking_property_is_no_refusal():
    title = "Blocking Property and Suspending Entry of Certain Persons Undermining Peace in Burundi"
    assert label_of(title) is L.MEASURE_ADDED


def test_a_court_that_had_spoken_before_is_not_the_one_who_acts():
    assert label_of("Treasury drops Minsk bank from blacklist after court defeat") is L.DESIGNATION_REMOVED
    assert label_of("Court drops Minsk bank from EU blacklist") is L.NONE


def test_a_designation_that_is_taken_back_is_none():
    assert label_of("Revocation of the designation of a Belarusian bank under sanctions") is L.DESIGNATION_REMOVED


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Belarusian oil price cap cut to 40 dollars by EU", L.MEASURE_TIGHTENED),
        ("Firm fined for payments to blacklisted banks in Minsk in breach of UK sanctions", L.ENFORCEMENT),
        ("Cabinet sanctions 900 million road through Belarus", L.NONE),
        ("Belarusian settlers face asset freezes and travel bans in EU", L.DESIGNATION_ADDED),
    ],
)
def test_words_that_mean_another_thing_beside_others(title, label):
    assert label_of(title) is label


@pytest.mark.parametrize(
    "title",
    [
        "VS stelden in Brussel een embargo tegen Iran voor",
        "EU stelt besluit over sancties tegen Iran uit tot top in mei",
    ],
)
def test_a_separable_verb_is_known_by_its_particle(title):
    assert label_of(title) is L.NONE


def test_what_may_no_longer_be_done_is_a_ban_and_no_denial():
    assert label_of("Sancties: Iraanse banken mogen geen dollars meer kopen in VS") is L.MEASURE_ADDED


@pytest.mark.parametrize(
    ("title", "direction"),
    [
        ("VS zetten streep door sancties tegen Belarus", Direction.RELAXED),
        ("VS brengen Iraanse hotels onder embargo", Direction.TIGHTENED),
        ("Huawei krijgt respijt van Washington na sancties", Direction.RELAXED),
    ],
)
def test_a_preposition_within_the_act_is_no_background(title, direction):
    assert read(title).direction is direction


@pytest.mark.parametrize(
    ("title", "text", "label"),
    [
        ("Prohibiting New Investment in Belarus by United States Persons", "", L.MEASURE_ADDED),
        (
            "Revocation of Belarusian Importer Authorizations",
            "Export controls apply again.",
            L.MEASURE_EXPIRED_OR_REVOKED,
        ),
        ("Belarusian Assets Control Regulations", "These amendments restrict lodging at hotels.", L.MEASURE_ADDED),
        ("U.S. allows Minsk refinery to sell fuel", "The Treasury license lets it resume work.", L.MEASURE_RELAXED),
        ("Hungary holds up sanctions on Belarus", "", L.NONE),
    ],
)
def test_orders_rules_and_licenses_in_the_words_of_those_who_issue_them(title, text, label):
    assert label_of(title, text) is label


@pytest.mark.parametrize("title", ["Sberbank op Britse sanctielijst", "Sberbank auf US-Sanktionsliste gesetzt"])
def test_who_stands_on_the_list_of_another_does_not_act(title):
    assert label_of(title) is L.DESIGNATION_ADDED


@pytest.mark.parametrize(
    "title", ["Moskau verhängt Einreiseverbote gegen EU-Politiker", "China setzt US-Firmen auf Sanktionsliste"]
)
def test_who_lists_the_firms_of_our_authorities_decides_nothing(title):
    assert label_of(title) is L.NONE


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Les sanctions contre la banque de Minsk abrogées par Washington", L.DESIGNATION_REMOVED),
        ("Le gel des fonds de deux ministres de Minsk est suspendu par l'UE", L.MEASURE_RELAXED),
        ("La Chine sanctionne des firmes américaines", L.NONE),
        ("Les Gardiens de la révolution classés organisation terroriste par l'UE", L.DESIGNATION_ADDED),
        ("Le Tribunal de l'Union européenne déboute une banque de Minsk", L.NONE),
    ],
)
def test_what_is_undone_or_done_by_another_is_no_listing(title, label):
    assert label_of(title, "Elle est sur la liste noire." if title.startswith("Le Tribunal") else "") is label


def test_a_headline_outweighs_the_exception_that_its_text_tells():
    text = "Une dérogation permet de payer les engrais. L'embargo sur le bois a été assoupli."
    assert read("L'UE adopte un neuvième paquet de sanctions contre Minsk", text).direction is Direction.TIGHTENED


def test_a_judge_within_the_verb_is_whom_it_is_about():
    assert read("US-Regierung hebt Sanktionen gegen brasilianischen Richter auf").direction is Direction.RELAXED
    assert label_of("EU-Gericht hebt Sanktionen gegen Bank aus Minsk auf") is L.NONE


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Bank betaalt miljoen dollar boete in VS om Iran-sancties", L.ENFORCEMENT),
        ("Bank zahlt Millionen wegen US-Sanktionen gegen Iran", L.ENFORCEMENT),
        ("Une banque paie un million de dollars au Trésor américain : sanctions iraniennes", L.ENFORCEMENT),
        ("Treasury names deputy in charge of Iran sanctions", L.NONE),
    ],
)
def test_a_headline_of_penalties_is_enforcement_though_no_breach_is_named(title, label):
    assert label_of(title) is label


def test_an_act_stays_in_its_clause():
    title = "Respijt voorbij: Amerikaanse sancties tegen Servisch oliebedrijf treden in werking"
    assert read(title).direction is Direction.TIGHTENED


def test_what_is_only_recalled_hides_nothing():
    title = "Belavia pourra de nouveau acheter des pièces américaines après la levée des sanctions"
    assert read(title).direction is Direction.RELAXED


def test_who_may_is_not_who_allows():
    assert read("Huawei darf nach Ende der US-Sanktionen wieder Chips kaufen").direction is Direction.RELAXED
    assert label_of("Kreml darf nicht hoffen: Keine Lockerung der US-Sanktionen") is L.NONE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Shell schrijft miljoenen af op Russisch gas", "De EU verscherpte vorig jaar haar sancties tegen Rusland."),
        (
            "Ukrainische Drohnen treffen Raffinerie",
            "Sie gehört Rosneft, das die USA im Oktober auf die Sanktionsliste setzten.",
        ),
        ("Huawei présente un téléphone", "En raison de l'embargo américain, il ne peut plus vendre aux États-Unis."),
        ("Une banque russe ferme", "Depuis 2014, l'UE a élargi ses sanctions contre la Russie."),
    ],
)
def test_what_the_text_says_was_so_before_is_background(title, text):
    assert label_of(title, text) is L.NONE


def test_sanctioned_judges_are_no_court_that_speaks():
    text = "De VS hebben twee rechters van het Strafhof op de sanctielijst gezet."
    assert label_of("Weer maatregelen VS tegen Strafhof, twee rechters geraakt", text) is L.DESIGNATION_ADDED


def test_a_license_to_wind_down_beside_an_end_is_part_of_it():
    title = "Venezuela sanctions: license not renewed. A new one allows winding down of contracts"
    assert read(title).direction is Direction.TIGHTENED


def test_firms_that_are_hit_with_sanctions_did_not_impose_them():
    assert read("Belaruskali hit with U.S. sanctions").direction is Direction.TIGHTENED
    assert label_of("Belarus hits back at U.S. with sanctions") is L.NONE


def test_a_lifted_veto_is_no_lifted_sanction():
    assert (
        read("EU approves sanctions package on Belarus after Hungary lifts its veto").direction is Direction.TIGHTENED
    )


def test_new_regulations_put_an_order_into_force_and_reissued_ones_do_not():
    new = "OFAC is issuing regulations to implement an Executive order on Burundi."
    old = (
        "OFAC is amending the regulations and reissuing them in their entirety to further implement an Executive order."
    )
    assert label_of("Burundi Sanctions Regulations", new) is L.MEASURE_ADDED
    assert label_of("Burundi Sanctions Regulations", old) is L.GUIDANCE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Putin extends embargo on European cheese", "The ban on imports was renewed by decree for a year."),
        ("Poetin verlengt embargo op Europese kaas", "De president heeft het invoerverbod met een jaar verlengd."),
        ("Путин продлил эмбарго на европейский сыр", "Запрет на импорт продлён указом до конца года."),
    ],
)
def test_where_the_headline_tells_of_measures_of_others_its_text_does_too(title, text):
    assert label_of(title, text) is L.NONE


def test_a_denial_beside_the_object_reaches_the_verb_behind_it():
    assert label_of("EU heeft geen beperkende maatregelen tegen Noord-Korea ingesteld") is L.NONE


def test_a_german_passive_of_the_past_is_no_subjunctive():
    assert read("Gegen Belarus wurden neue EU-Sanktionen verhängt").direction is Direction.TIGHTENED


@pytest.mark.parametrize(
    ("title", "direction"),
    [
        ("VS hebben vrijstelling voor Irak, die in juni zou aflopen, verlengd", Direction.RELAXED),
        ("EU bestraft vier financiers van Hamas", Direction.TIGHTENED),
        ("VS geven Huawei een maand uitstel om toestellen te leveren", Direction.RELAXED),
        ("EU maakt weg vrij voor sancties tegen Turkije", Direction.TIGHTENED),
        ("Szwajcaria przejmuje unijne sankcje wobec Białorusi", Direction.TIGHTENED),
        ("Właściciel huty z listy sankcyjnej: nie mamy na pensje", Direction.UNCHANGED),
        ("США продлили генеральную лицензию № 13 на уплату пошлин в России", Direction.RELAXED),
        ("Минфин США: удобрения из России не под санкциями", Direction.UNCHANGED),
    ],
)
def test_families_of_words_in_three_languages(title, direction):
    assert read(title).direction is direction


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Treasury warns banks about oil of Minsk", "The advisory on sanctions lists red flags."),
        ("VS waarschuwen bedrijven", "De sancties tegen Iran worden uitgelegd in een handreiking."),
        ("US clarifies sanctions on Belarus", ""),
    ],
)
def test_an_authority_that_explains_its_rules_gives_guidance(title, text):
    assert label_of(title, text) is L.GUIDANCE


def test_guidance_of_nobody_is_none():
    assert label_of("How to read the sanctions on Belarus", "A red flag is a red flag, says the author.") is L.NONE


@pytest.mark.parametrize(
    ("title", "text", "direction"),
    [
        ("One-year suspension of the expansion of export controls on Belarus", "", Direction.RELAXED),
        ("US pushes back deadline for selling shares in blacklisted Belarusian bank", "", Direction.RELAXED),
        ("EU adopts 14th package hitting Belarus", "", Direction.TIGHTENED),
        ("EU leaders reach deal on ban of Belarusian oil", "", Direction.TIGHTENED),
        ("Hungary will block EU blacklist over Belarus", "", Direction.UNCHANGED),
        ("Canada freezes assets of Belarusian rights abusers", "", Direction.TIGHTENED),
        ("Restricted list for Cuba", "The State Department's update adds one subentity.", Direction.TIGHTENED),
        ("ЕС пролонгировал ограничения против Беларуси", "", Direction.TIGHTENED),
    ],
)
def test_more_families_of_words(title, text, direction):
    assert read(title, text).direction is direction


def test_an_act_behind_another_one_is_not_what_that_stops():
    assert {event.act for event in events_of("US lifts, EU extends sanctions on Belarus")} == {"lift", "extend"}
    assert {event.act for event in events_of("Suspension of the expansion of sanctions on Belarus")} == {"suspend"}
