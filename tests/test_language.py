"""English is read, and what isn't is named, so that nobody takes garbage for facts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.reading.language import unreadable

OTHERS = {
    "German": "Der Außenminister erklärte am Freitag in Berlin, die Gespräche mit China seien nützlich gewesen, viele Fragen aber offen.",
    "French": "Le ministre des Affaires étrangères a déclaré vendredi à Paris que les discussions avec la Chine avaient été utiles.",
    "Spanish": "El ministro de Asuntos Exteriores dijo el viernes en Madrid que las conversaciones con China fueron útiles pero difíciles.",
    "Italian": "Il ministro degli Esteri ha dichiarato venerdì a Roma che i colloqui con la Cina sono stati utili, ma resta molto da fare.",
    "Portuguese": "O ministro das Relações Exteriores disse na sexta-feira em Lisboa que as conversas com a China foram muito úteis.",
    "Dutch": "De minister van Buitenlandse Zaken zei vrijdag in Den Haag dat de gesprekken met China nuttig waren, maar niet gemakkelijk.",
    "Polish": "Minister spraw zagranicznych powiedział w piątek w Warszawie, że rozmowy z Chinami były pożyteczne, ale bardzo trudne.",
    "Swedish": "Utrikesministern sade på fredagen i Stockholm att samtalen med Kina hade varit nyttiga, men att många frågor är öppna.",
    "Turkish": "Dışişleri bakanı cuma günü Ankara'da Çin ile yapılan görüşmelerin yararlı olduğunu, ancak zor geçtiğini söyledi.",
    "Vietnamese": "Bộ trưởng Ngoại giao hôm thứ Sáu tại Hà Nội nói rằng các cuộc đàm phán với Trung Quốc là hữu ích.",
    "Indonesian": "Menteri luar negeri mengatakan pada hari Jumat di Jakarta bahwa pembicaraan dengan Tiongkok sangat bermanfaat.",
    "Czech": "Ministr zahraničí v pátek v Praze prohlásil, že rozhovory s Čínou byly užitečné, ale mnoho otázek zůstává otevřených.",
    "Hungarian": "A külügyminiszter pénteken Budapesten azt mondta, hogy a Kínával folytatott tárgyalások hasznosak voltak, de nehezek.",
    "Swahili": "Serikali ya Tanzania imesema mazungumzo na China yalikuwa na manufaa makubwa kwa nchi zote mbili na wananchi wake wote.",
    "Russian": "Министр иностранных дел заявил в пятницу в Москве, что переговоры с Китаем были полезными, но вопросы остаются.",
    "Ukrainian": "Міністр закордонних справ заявив у п'ятницю в Києві, що переговори з Китаєм були корисними, але питання залишаються.",
    "Greek": "Ο υπουργός Εξωτερικών δήλωσε την Παρασκευή στην Αθήνα ότι οι συνομιλίες με την Κίνα ήταν χρήσιμες.",
    "Chinese": "外交部长星期五在北京表示，与美国的会谈是有益的，但仍有许多问题需要解决。",
    "Japanese": "外務大臣は金曜日に東京で、中国との会談は有益だったが、まだ多くの課題が残っていると述べた。",
    "Korean": "외교부 장관은 금요일 서울에서 중국과의 회담이 유익했지만 아직 많은 문제가 남아 있다고 말했다.",
    "Arabic": "قال وزير الخارجية يوم الجمعة في القاهرة إن المحادثات مع الصين كانت مفيدة لكن العديد من القضايا لا تزال مفتوحة.",
    "Persian": "وزیر امور خارجه روز جمعه در تهران گفت که گفتگوها با چین مفید بوده است، اما مسائل بسیاری همچنان باز مانده است.",
    "Hebrew": "שר החוץ אמר ביום שישי בירושלים כי השיחות עם סין היו מועילות, אך שאלות רבות עדיין פתוחות.",
    "Hindi": "विदेश मंत्री ने शुक्रवार को नई दिल्ली में कहा कि चीन के साथ बातचीत उपयोगी रही, लेकिन कई सवाल अब भी बाकी हैं।",
    "Tibetan or Dzongkha": "ཕྱི་སྲིད་བློན་ཆེན་གྱིས་གཟའ་པ་སངས་ཉིན་གྲོས་མོལ་དེ་ཕན་ཐོགས་ཡོད་ཅེས་གསུངས།",
    "Uyghur": "تاشقى ئىشلار مىنىستىرى جۈمە كۈنى سۆھبەتنىڭ پايدىلىق بولغانلىقىنى ئېيتتى.",
}
NEWS = "Michael Posner told reporters in Washington on Friday that the two sides had agreed to hold another round of talks in Beijing."
ENGLISH = {
    "a sentence": NEWS,
    "an article": "\n".join(f"On day {i}, officials of both sides met for the talks and said that they were useful." for i in range(300)),
    "in capitals": NEWS.upper(),
    "a headline": "Trump meets Xi Jinping Beijing trade deal talks tariffs Washington officials hopeful markets rise Wednesday summit ends",
    "with Chinese names": "Wang Baodong (王寶東) of the embassy said that Liu Xiaobo (刘晓波) and Gao Zhisheng (高智晟) were tried by law.",
    "with a quotation in French": f"{NEWS} \"C'est la vie, mais les droits de l'homme sont universels,\" he said.",
    "a roster": "Wang Yi, Yang Jiechi, Ma Zhaoxu, Jiang Yu, Qin Gang, Zhang Jun, Liu Xiaobo, Hu Jia, Michael Posner, Harold Koh",
    "a table": "2008 1 12 44\n2009 2 31 50\n2010 3 11 62",
    "symbols": "*** --- ... 🕊 (!)",
}
SHORT = ["", " ", "Peace.", "Ja.", "Oui, bien sûr", "Die Gespräche waren nützlich", "Liu Xiaobo", "42"]


@pytest.mark.parametrize(("language", "text"), OTHERS.items(), ids=OTHERS)
def test_a_text_in_another_language_is_named_by_it(language: str, text: str) -> None:
    assert unreadable(text) == language


@pytest.mark.parametrize("language", ["German", "Chinese", "Russian"])
def test_a_long_text_in_another_language_is_named_by_it(language: str) -> None:
    assert unreadable(f"{OTHERS[language]}\n" * 400) == language


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_english_is_read(text: str) -> None:
    assert unreadable(text) is None


@pytest.mark.parametrize("text", SHORT)
def test_a_text_in_latin_letters_too_short_to_tell_is_read(text: str) -> None:
    assert unreadable(text) is None


def test_an_english_page_with_a_menu_in_another_script_is_read() -> None:
    assert unreadable(f"{OTHERS['Chinese']}\n" + f"{NEWS}\n" * 5) is None


@pytest.mark.parametrize(("text", "script"), [("𝕸𝖎𝖈𝖍𝖆𝖊𝖑 𝖘𝖆𝖎𝖉 𝖓𝖔", "Mathematical letters"), ("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", "Cherokee letters")])
def test_letters_of_no_known_language_are_named_by_their_script(text: str, script: str) -> None:
    assert unreadable(text) == script


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_text_is_either_read_or_named(text: str) -> None:
    named = unreadable(text)
    assert named is None or named.strip()
    assert named != "English"
