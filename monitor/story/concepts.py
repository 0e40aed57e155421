"""Things that sanctions are about, by their names in eight languages, so that texts without a common word can meet. Not a lexicon of events."""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.story.wording import fold

# One concept a line: beginnings of words in English, Dutch, German, French, Spanish, Polish, Russian and Ukrainian. A word of
# three letters or fewer, or one that ends in a full stop, stands for itself alone. What languages spell alike stands once.
_CONCEPTS = """
oil oilfield crude petrol olie aardolie öl ölembargo ölexport ölpreis ölsankt erdöl rohöl pétrol petról petrolero ropa. ropy. ropę. ropą. naft нефт
gas lng aardgas erdgas gaz gaz. gazu. gnl gazow skroplon газ газов газа. спг зпг
coal kool. steenkool kohle charbon carbón węgl уголь. угля. вугіл
steel staal stahl acier acero stalow стальн сталелит
aluminium aluminum alumini алюмин алюмін
gold. goud. goudh goldh oro złot золот
diamond diamant brylant алмаз
timber wood. houthand holz. bois. madera drewn древесин деревин
luxury luxe. luxus lujo luksus роскош розкіш
aircraft airplane planes. aviation vliegtu luchtvaart flugzeug luftfahrt avion aviac aviación samolot lotnic самолет авиа літак авіа
ship. ships. shipping vessel tanker fleet schip. schepen vloot schiff flotte navire bateau buque flota barco statk tankow флот судна. суден. судов танкер
pricecap cap prijsplafond preisdeckel preisobergrenze plafonnement pułap потолок
bank bankow банк banc banco bancos banque bancai
swift свифт
oligarch oligark олигарх олігарх
businessman tycoon zakenman zakenlieden unternehmer geschäftsmann empresari biznesm предпринимат бизнесмен бізнесмен підприємц
diplomat diplomaten diplomate diplomátic dyplomat дипломат
envoy ambassador ambassadeur botschafter embajador ambasador посол послы посли
weapon arms. wapen waffe armement armas broni. uzbroje оружи вооружен зброя зброї озброєн
drone drones shahed дрон беспилотн безпілотн
missile raket rakete misil pocisk ракет
nuclear nucleair atom nukle nucléaire jądrow атом ядерн
semiconductor chip. chips. halfgeleider halbleiter półprzewodnik полупроводник напівпровідник
telecom telekom télécom телеком
internet communicat kommunikation comunicac komunikac коммуникац комунікац интернет інтернет
broadcaster broadcast omroep fernsehsender chaîne nadawc телеканал вещател television
propaganda propagand desinform disinform désinform dezinform пропаганд дезинформ дезінформ
election verkiezing wahlen. élection eleccion wyborc wyborów wybory выборы. выборах. выборов. выборам. вибор
opposition oppositie opposit oposic opozyc оппозиц опозиц
prisoner detainee jailed gevangen gefangen häftling prisonnier détenu presos więźni заключён арестован ув'язнен
humanitarian humanitair humanitär humanitaire humanitari humanitarn гуманитарн гуманітарн
earthquake quake aardbeving erdbeben séisme terremoto trzęsien землетряс землетрус
food. voedsel lebensmittel nahrung aliment alimentos żywno продовольств продовольч
grain graan getreide céréal cereales zboż зерн
fertiliser fertilizer kunstmest dünger engrais fertilizant nawoz удобрен добрив
medicine medicijn geneesmidd medikament arznei médicament medicament leków лекарств
crypto kryptow cripto krypto крипт
cyber hacke ciber хакер кибер кібер
terror terreur terroris terrorist terrorismo terrory террор терор
drug. drugs. narcot fentan drogas drogen drogue narkotyk наркот фентан
junta хунт
army military militair militär armee. armée. militair ejército militar wojsk арми военн армі військ
mercenary wagner huurling söldner mercenair mercenari najemni наемник вагнер найман
court tribunal rechtbank gericht gerichtshof corte. sąd. sądu. суда. судебн трибунал
export uitvoer ausfuhr eksport экспорт експорт
import invoer einfuhr importac przywóz импорт імпорт
investment invest investering investit inversion inwest инвест інвест
visa visum inreis einreise wizow wjazd виза. визов
tariff invoerheffing zölle arancel cła. celny пошлин
pipeline pijpleiding gazoduc oléoduc gasoduc rurociąg gazociąg трубопровод газопровод
mining mijnbouw bergbau minería górni шахт горнодобыв гірничо
aid. relief hulp. hulpverl hilfe. aide ayuda pomoc. помощь допомог
reconstruction rebuild wederopbouw wiederaufbau reconstruc odbudow восстановлен відбудов
energy energie énerg energía энерг енерг
transport vervoer verkehr транспорт
judge rechters. richter. juges. jueces sędzi судьи. судьям. судді
church kerk kirche église iglesia cerkiew церк патриарх патріарх
children kinderen kinder. enfants niños dzieci детей дети. дітей
wife daughter mother vrouw dochter moeder tochter mutter esposa hija. madre żona. córka matk жена. жены. дочери дружин
university universit institut instituut uniwersytet instytut университет институт університет інститут
spy. spies geheime geheimdienst inlichtingen renseignement inteligencia wywiad спецслужб разведк розвідк
tourism touris toerism turyst туризм турист
technology technolog technologie tecnolog технолог
circumvention evasion omzeil umgehung contournement elusión obchodz обход. обхода. обхід
extension extend prolong verleng verläng proroger prorog reconduit reconduct przedłuż prórrog продл продовж
suspension suspend opschort opgeschort aussetz ausgesetz setzt suspens zawies приостан призупин
return. returns returned restore reinstat reimpos snapback renewed terugke teruggek hersteld heropleg heropge wiederein wieder. zurückk rétabli réimpos reimpone restable restaur przywró ponown вернут вернул возвра возобнов восстановить восстановил відновити відновл. поверн
lifting lift. lifts. lifted ophef opheff opgehev aufheb aufgehob levée lève. lever. levantam znie znosi снят. снял. сняли. снятии отмен скасув зняти знят
package pakket sanctiepakket sanktionspaket paket paquet paquete pakiet пакет
"""
_NAMES = re.compile(r"[^\W\d_]+")
_LONGEST = 14


@lru_cache(maxsize=1)
def _beginnings() -> tuple[dict[str, int], dict[str, int]]:
    """What words begin with, and whole words, each with the number of its concept."""
    begin: dict[str, int] = {}
    whole: dict[str, int] = {}
    for number, line in enumerate(_CONCEPTS.strip().splitlines()):
        for name in fold(line).split():
            bare = name.rstrip(".")
            (whole if name != bare or len(bare) <= 3 else begin).setdefault(bare, number)
    return begin, whole


@lru_cache(maxsize=16384)
def _concept(word: str) -> int | None:
    begin, whole = _beginnings()
    if word in whole:
        return whole[word]
    return next((begin[word[:n]] for n in range(min(len(word), _LONGEST), 3, -1) if word[:n] in begin), None)


@lru_cache(maxsize=1)
def _return() -> str:
    return next(iter(concepts("snapback")))


def speaks_of_return(title: str) -> bool:
    """True where a headline has something come back: it takes for granted that the reader knows what had gone."""
    return _return() in concepts(title)


def concepts(text: str) -> frozenset[str]:
    """The concepts that a text names, each as a mark that no word can be."""
    found = (_concept(word) for word in _NAMES.findall(fold(text)))
    return frozenset(f"#{number}" for number in found if number is not None)
