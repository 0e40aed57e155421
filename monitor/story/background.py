"""How common the stems of words are in news of the field and of the world: frequencies counted once, no texts.

Counted over distinct events in nine languages, days of feeds and licenses by `bench/story_stems.py`.
"""

from __future__ import annotations

# In a tenth of the items of a language or more: words that tell no two events apart.
_EVERYWHERE_WORDS = """
    above aditi admin after again agent agreg akoun aktin aktio aktiv al_ aldus aleks als_ also amend ameri an_ and_
    ander andre aneks ani_ april arang are_ asets auf_ auh aus_ ausen ausge autor avek banka banko bedri befor behal
    beim ben beslo besop bi_ bil_ bili bilo bis_ bisne bit_ blift bloke bradl budet budut bunde but_ daili das_ dat_
    date dated deali debt deiat deist dekem del_ deliv demok den_ denom depar depos deput der_ des_ dese deskr desta
    deter die_ digit dilue direk dispu dla_ dlia doen does dolsh donal dor drugi druk easte efekt ego_ ein_ eine ekono
    eksek ekske ekskl ekspo en_ entir entit ese esli estab etih eto_ etom europ evrop evros febru feder fes finan first
    fisih folov for_ forei form from funds fur_ gaki gan gegen gen gener glava glavi goda gods godu gold gosud gover
    govor grash great haben had_ hande hapte harmf harte has_ have healt heben heft helov het_ hetve hi_ his_ hisle hto
    htobi iahr iak_ ianua iar iavli iear iei_ iest ili_ imeno imple impor impos indem indir indiv inkid inklu inost
    inskr insti instr insur inter into invol ioint iran irani irans iskli islam istoh isued isves its_ iune iuris iusk
    kak_ kan_ ke_ kerta kfr_ koin kolek komen komer komis kompa konst konti kontr korea kotor kount kover krude kto_
    kuba kunen kuren land lande las_ lavs leos les_ lifti liken limit list lista liste lits litsa logis lokal lokat made
    mai_ maint maken manag mar marh marin marke means meldt mer meri meshd mesur met_ minis mit_ moet mois molda moldo
    monet more must nah nahal nahod nalos nar narus nasva natio neder nekes nesav nesko nev_ nie_ niet nieuv niht nog_
    noh not_ note novem novie novih oakut obiav obtai ofak ofike ofits ogran oil_ ok_ oktia okur oliga omdat onder one_
    oni_ opera order ordin organ origi osnov oter oterv otmeh otnos otvet over ovn_ ovned ovns page paime paket parag
    part parti pdvsa peopl pered perke permi perso petr petro piset plaho plato pod_ poder polit polsk pomos popal popit
    port posle posta pour pravi predl preds pres presi pri_ prini pro_ prodl prodo produ prohi proke prope prote proti
    prots prove provi prsed prsek prses publi purha purpo pursu putin raspr rasra reaso refin reger regim regis regul
    rekei rekon reksp relat repla repor repub resal resen resol respu reste restr rosi rosis ruhsr rukov rule rusia
    rusis rusla sa safe safet saiav saken sakon sal_ sale sanki sankt sapre seine separ serge servi shurn sie_ sih sin
    sind sipin sirie skasa slova smit sobsa sobsi sogla soius sol sor sora sosta sou_ sovet speki spisk spiso sprav
    srode stand state stok stora straf stran subie suh super supli sur_ suver svaps svias svoiu takse taksh tan tat te_
    tegen tehno terit term termi terms tese time tis token tom_ tose trans treas tribu troug trump tselo tve ugros uhast
    uit_ ukrai unblo und_ under une_ unia unite unles unter usa_ ushe utver van_ vanve vas_ vasin veden vegen veite vel
    vel_ vela veli velik venes ventu ver verd verde veren verla vesel vesti vhih vho_ vibor vil vil_ vird virts vit
    vitin vkliu vladi vlast vobek volge von_ vor vorde vordt vorig vosmo vremi vse_ vsr_ vstup vtors
"""
# In a fiftieth or more.
_OFTEN_WORDS = """
    abi_ about aded ading adopt agenk agred agres akes akord akt_ aktua akuse ale_ amid among andrs anhor anote anoun
    anton apear aplik aprop aprov arms aroun artik aset austr avail bak bank banke bards based basis beari beda bedsi
    being bekau beken bekom belar bes_ bespi best beste betal betve beves biden big_ bik_ bila boete broad buite bunke
    burea busin dai_ dais deal deat debit defen defin dekis delam desig detai devel diplo dni_ dogov dokin dokum doslo
    dosta dotis dovn dreig drie drone dsial dsiek dsien dsis due_ durin dva_ eah ear_ earli efort eks_ eksem eksis ekspa
    ekspe ekspi ekspl ekste elekt email end_ enfor engag enter entri erder erste even everi fake famil fight final firm
    firmi forke forme found four fre frese frida ful funki furte game games gas_ gasa gat gdi_ gdsie geld get_ glavn
    globa glovn gls_ godsi goede gospo grani group guida hamas hange harge help her_ here high him_ hina histo hit_ hke
    hodsi home houde house hov_ html htps iako ident iears ieden iedna iedne iedni iedno iego iese iesli igor ih_ ikomb
    ilana image indus infla infor inkre inten invas inves iou_ iour isbir israe isuin itard item iudge iuli iurid ius_
    iust kaled kanad kap_ kerti kiero kiled kilka kilku king kisin kiti kivil klaim klear klose knet knov knovn kobie
    kolei kom_ kome kompl kompr konfe konie konke konsi konsu konte kould kounk kourt kraiu kreat krev krime krite kriti
    krupn ktora ktore ktori ktors large last lat_ lates launh lav_ leade left legal letni life lifts like listi live
    loade long ludsi maia maior make makin man_ mani mater matre measu media mesis metin mial miast mieds mieis miesi
    miesk milio milit misil moga mogut monda mont monts mose moshe moskv mosli mosna most movi muh nad_ naino naivi
    names narod natsi navet ned nekst nesak nevs nieds nih nis_ noemt nort notik nov_ nove novi nukle obias obron obses
    odpov of_ ofiki ofloa oglos oktob old_ ona_ onli opgel oposi opubl oras osob osobi ostat ostrs otrsi our_ out_ overt
    pakag panst parla partn pelna penal persb piate piatn pieni pierv pilot pis_ pitan plake podal podei podri podsa
    poiav poinf point pokas polak polik polno pomok ponad ponie porta posna post posvo pover povie povin povod prako
    prakt pravo preme premi prese prest previ prike prime prisv probl prodv progr proie prok proku propa propo prova
    prsei prsep prsev prsi prsig prsip prsis rabot rane read readi reahe reduk regar regel reken rekir rekor relea remov
    renev repai resea respo resul reute revea reven revie revis right rok_ roku rosia rosmo rosni rospo rosvi rovni rsad
    rsadu rules sai_ said sais samoh samor sapla sapov satis satrs sdn_ se_ sedul sef segod sei_ sekon sekre sekto sekur
    sende sepen seski set_ seven sever she_ si_ siks_ sili silu sinke siria siste situa sloti slusb slush smian smien
    smier snel sobie some sould sout sov spita spole sposo spotk sprse sredi stabi stani stano start stat stati stats
    stil stron studi submi subse sunda suple supor suspe svart sviat sviek sviet svobo svoie tak_ take takie targe team
    tego teh_ teher tei tei_ teir tem temu ten_ teras tere terea terug tes_ tigod tilko tim_ tis_ todai top_ tot_ tough
    trade trafi tre treat trseb tseli tuesd tursd tvo_ ukasa unive updat uprav url_ use_ used vai_ value var_ varsa
    veapo veb_ vebsi vedne vek vere versi vervo veste vhat vhen vhere vhi_ vhile video vieke vieks vielk vind vinik
    viola vipad visok vitse vlads vlasn voina voini voisk vork vorld vould vprov vsesn vsist vskas vspol vsros vv_
"""
_EVERYWHERE = frozenset(_EVERYWHERE_WORDS.split())
_OFTEN = frozenset(_OFTEN_WORDS.split())


def weight(stem: str) -> float:
    """How much it says that two texts share a stem: nothing, a little, much."""
    if stem in _EVERYWHERE:
        return 0.0
    return 1.0 if stem in _OFTEN else 2.5


def grammar(stems: frozenset[str]) -> frozenset[str]:
    """The stems that everybody uses: where two texts share many of them, they are in one language."""
    return stems & _EVERYWHERE
