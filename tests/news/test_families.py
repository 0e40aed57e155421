"""Whole families of forms in four languages: every one of these acts upon every one of these objects, plainly and in doubt."""

from itertools import product

import pytest

from monitor.model.words import Direction
from tests.news.conftest import read

T, R, U = Direction.TIGHTENED, Direction.RELAXED, Direction.UNCHANGED

# language, direction, who, what they do, to what
FAMILIES = [
    (
        "ru", T, "Евросоюз",
        ["ввёл", "вводит", "наложил", "установил", "утвердил", "одобрил", "расширил", "ужесточает", "продлил", "пролонгировал",
         "сохранил", "восстановил", "возобновил"],
        ["санкции против России", "ограничения против белорусских банков", "эмбарго на российскую нефть"],
    ),
    (
        "ru", R, "Канада",
        ["сняла", "снимает", "отменила", "отменяет", "приостановила", "смягчает", "ослабила", "облегчила", "временно приостановила"],
        ["санкции против России", "экономические санкции в отношении Ирана", "эмбарго на российскую нефть"],
    ),
    (
        "ru", U, "Евросоюз",
        ["планирует ввести", "намерен расширить", "может снять", "обещает отменить", "отказался снять", "не собирается продлить",
         "предлагает смягчить", "призвал ужесточить", "рассматривает возможность отменить"],
        ["санкции против России", "ограничения против белорусских банков"],
    ),
    (
        "ru", T, "Минфин США",
        ["отозвал", "аннулировал", "приостановил", "не продлил", "отказался продлевать"],
        ["лицензию для АЗС «Лукойла»", "разрешение на сделки с NIS"],
    ),
    (
        "ru", R, "OFAC",
        ["выдал", "выдаёт", "продлил", "расширил", "опубликовал"],
        ["лицензию для АЗС «Лукойла»", "генеральную лицензию по Венесуэле"],
    ),
    (
        "ru", R, "Совет ЕС",
        ["объявил о снятии", "объявил об отмене", "одобрил отмену", "согласовал снятие", "принял решение об отмене"],
        ["санкций против России", "ограничений в отношении белорусских банков"],
    ),
    (
        "ru", U, "Орбан",
        ["призвал к снятию", "выступил за отмену", "обсудил снятие", "надеется на снятие", "назвал условия снятия", "раскритиковал введение"],
        ["санкций против России", "ограничений в отношении белорусских банков"],
    ),
    (
        "pl", T, "Unia",
        ["nałożyła", "nakłada", "wprowadziła", "przyjęła", "zatwierdziła", "rozszerza", "zaostrzyła", "przedłuża", "wydłużyła",
         "utrzymała", "przywraca", "wznowiła", "uszczelniła"],
        ["sankcje na Rosję", "restrykcje wobec białoruskich banków", "embargo na rosyjską ropę"],
    ),
    (
        "pl", R, "Kanada",
        ["zniosła", "znosi", "zdejmuje", "uchyliła", "cofnęła", "zawiesiła", "złagodziła", "poluzowała", "częściowo zniosła"],
        ["sankcje na Rosję", "sankcje gospodarcze wobec Iranu", "embargo na rosyjską ropę"],
    ),
    (
        "pl", U, "Bruksela",
        ["planuje nałożyć", "zamierza rozszerzyć", "może znieść", "rozważa, by złagodzić", "nie chce przedłużyć"],
        ["sankcje na Rosję", "restrykcje wobec białoruskich banków"],
    ),
    (
        "pl", T, "Waszyngton",
        ["cofnął", "odebrał", "unieważnił", "nie przedłużył", "zawiesił"],
        ["licencję dla stacji Łukoilu", "zezwolenie na transakcje z NIS"],
    ),
    (
        "pl", R, "OFAC",
        ["wydał", "wydaje", "przedłużył", "rozszerzył", "opublikował", "przyznał"],
        ["licencję dla stacji Łukoilu", "licencję generalną dla Wenezueli"],
    ),
    (
        "pl", R, "Rada UE",
        ["ogłosiła zniesienie", "poinformowała o zniesieniu", "zatwierdziła zawieszenie", "zdecydowała o zniesieniu"],
        ["sankcji wobec Rosji", "restrykcji wobec białoruskich banków"],
    ),
    (
        "pl", U, "Orban",
        ["wezwał do zniesienia", "opowiada się za zniesieniem", "rozmawiał o zniesieniu", "liczy na zniesienie", "domaga się przedłużenia"],
        ["sankcji wobec Rosji", "restrykcji wobec białoruskich banków"],
    ),
    (
        "uk", T, "Канада",
        ["запровадила", "вводить", "наклала", "ухвалила", "розширила", "посилює", "продовжила", "подовжила", "відновила"],
        ["санкції проти Росії", "обмеження проти білоруських банків", "ембарго на російську нафту"],
    ),
    (
        "uk", R, "Британія",
        ["скасувала", "знімає", "призупинила", "зупинила", "пом'якшує", "послабила"],
        ["санкції проти Росії", "економічні санкції щодо Ірану", "ембарго на російську нафту"],
    ),
    (
        "uk", U, "Вашингтон",
        ["планує запровадити", "має намір скасувати", "може зняти", "закликав посилити", "не збирається продовжити"],
        ["санкції проти Росії", "обмеження проти білоруських банків"],
    ),
    (
        "es", T, "Canadá",
        ["impone", "impuso", "aplica", "aprueba", "amplía", "endureció", "refuerza", "prorroga", "renueva", "mantiene", "restablece"],
        ["sanciones a Rusia", "restricciones a bancos bielorrusos", "el embargo al petróleo ruso"],
    ),
    (
        "es", R, "Reino Unido",
        ["levanta", "levantó", "retira", "elimina", "suspende", "alivia", "relaja", "flexibiliza", "levanta parcialmente"],
        ["las sanciones a Rusia", "las sanciones económicas contra Irán", "el embargo al petróleo ruso"],
    ),
    (
        "es", U, "Washington",
        ["planea imponer", "podría levantar", "amenaza con ampliar", "estudia suspender", "se niega a levantar", "pide endurecer"],
        ["las sanciones a Rusia", "las restricciones a bancos bielorrusos"],
    ),
    (
        "es", T, "El Tesoro",
        ["revoca", "cancela", "retira", "suspende", "no renueva"],
        ["la licencia de Chevron", "la licencia general para Venezuela"],
    ),
    (
        "es", R, "La OFAC",
        ["emite", "otorga", "prorroga", "extiende", "renueva"],
        ["la licencia de Chevron", "la licencia general para Venezuela"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "want", "who", "acts", "objects"), FAMILIES, ids=[f"{f[0]}-{f[1].value}-{f[2]}" for f in FAMILIES]
)
def test_every_form_upon_every_object(language, want, who, acts, objects):
    wrong = []
    for act, its_object in product(acts, objects):
        title = f"{who} {act} {its_object}"
        reading = read(title)
        if (reading.language, reading.direction) != (language, want):
            wrong.append((title, reading.language, reading.direction.value))
    assert not wrong
