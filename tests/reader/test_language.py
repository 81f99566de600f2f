"""The language of a text, by script, titles and common words."""

import pytest

from resume_pdf.reader.lexicon.language import detect, direction

TEXTS = {
    "en": "# Ann\n\n## Experience\n\nMended kites with the guild and taught in the harbour.\n",
    "de": "# Anna\n\n## Berufserfahrung\n\nDrachen für den Hafen gebaut, mit der Gilde.\n",
    "fr": "# Anne\n\n## Expérience\n\nRéparation de voiles pour le port et la guilde.\n",
    "es": "# Ana\n\n## Formación\n\nReparación de cometas para el puerto y con el gremio.\n",
    "pt": "# Ana\n\n## Formação\n\nConserto de pipas para o porto, não só no verão.\n",
    "it": "# Anna\n\n## Istruzione\n\nRiparazione degli aquiloni per il porto e con la gilda.\n",
    "nl": "# Anna\n\n## Werkervaring\n\nVliegers gemaakt voor de haven en met het gilde.\n",
    "pl": "# Anna\n\n## Wykształcenie\n\nNaprawa latawców dla portu oraz praca w cechu.\n",
    "ru": "# Анна\n\n## Опыт работы\n\nРемонт воздушных змеев для порта, это было летом.\n",
    "uk": "# Ганна\n\n## Досвід роботи\n\nРемонт повітряних зміїв для порту, це було влітку.\n",
    "zh": "# 安娜\n\n## 工作经历\n\n为港口修理风筝，使用 Python 和 C++。\n",
    "ja": "# 安奈\n\n## 職歴\n\n港のために凧を修理した。Python を使用。\n",
    "ko": "# 안나\n\n## 경력\n\n항구를 위해 연을 고쳤다. Python 사용.\n",
    "ar": "# آنا\n\n## الخبرة العملية\n\nإصلاح الطائرات الورقية للميناء باستخدام Python.\n",
    "he": "# אנה\n\n## ניסיון תעסוקתי\n\nתיקון עפיפונים לנמל עם Python.\n",
    "sv": "# Anna\n\n## Arbetslivserfarenhet\n\nLagade drakar för hamnen och med gillet.\n",
    "tr": "# Ayşe\n\n## İş deneyimi\n\nLiman için bir uçurtma ve çok sayıda yelken.\n",
    "cs": "# Anna\n\n## Vzdělání\n\nOprava draků pro přístav, při práci se sítí a v dílně.\n",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS.keys())
def test_detect(language, text):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "# X\n", "12345", "C++ / Go / Rust"])
def test_english_when_nothing_decides(text):
    assert detect(text) == "en"


def test_names_of_tools_do_not_outweigh_the_script():
    latin = "Kubernetes PostgreSQL TypeScript React Node Terraform "
    said = "Работа с данными и отчётами для порта и отдела."
    assert detect("## Навыки\n\n" + latin + said) == "ru"


def test_titles_may_be_given():
    assert detect("Ann\n", ["Kenntnisse", "Werdegang"]) == "de"


def test_titles_underlined_are_seen():
    assert detect("Werdegang\n=========\n\nKenntnisse\n----------\n") == "de"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("zh", "ltr")],
)
def test_direction(language, expected):
    assert direction(language) == expected


@pytest.mark.parametrize("piece", ["a", "#", "<", "`", "http://", "a@", " "])
def test_of_a_long_text_the_beginning_alone_is_read(piece):
    german = "## Werdegang\n\nLeitung der Werkstatt und die Planung mit den Kunden\n" * 100
    assert detect(german) == "de"
    assert detect(piece * (1_000_000 // len(piece)) + german) == "en"
