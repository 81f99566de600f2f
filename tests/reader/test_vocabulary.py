"""What titles, labels and names mean: rows of how people write them, in many languages."""

from collections.abc import Callable

import pytest

from resume_pdf.reader.lexicon.folding import bare, bare_each
from resume_pdf.reader.lexicon.vocabulary import (
    SectionTitle,
    contact_label,
    document_title,
    entry_label,
    looks_like_degree,
    looks_like_location,
    looks_like_organization,
    looks_like_title,
    section_kind,
    section_title,
)
from resume_pdf.tables import table

LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "ru",
    "uk",
    "zh",
    "ja",
    "ko",
    "ar",
    "he",
]

TITLES = {
    "plain": ("Employment History", "experience"),
    "capitals-and-colon": ("TECHNICAL SKILLS:", "skills"),
    "emoji": ("🎓 Education", "education"),
    "emoji-of-several-parts": ("About me 👩🏽‍💻", "summary"),
    "shortcode": (":rocket: Projects", "projects"),
    "number": ("3. Publications", "publications"),
    "roman-number": ("IV. Awards", "awards"),
    "chinese-number": ("二、教育背景", "education"),
    "attributes": ("Education {#edu .wide}", "education"),
    "pandoc-unnumbered": ("Education {-}", "education"),
    "brackets-behind": ("Experience (selected)", "experience"),
    "brackets-around": ("【技能】", "skills"),
    "full-width-brackets": ("職歴（抜粋）", "experience"),
    "ampersand": ("Honors & Awards", "awards"),
    "slash": ("Hobbies / Interests", "interests"),
    "plural": ("Certificate", "certificates"),
    "accents-missing": ("Experience professionnelle", "experience"),
    "modifiers": ("Selected Recent Projects", "projects"),
    "modifiers-behind": ("Proyectos personales destacados", "projects"),
    "head-of-an-unknown-pair": ("Retail Experience", "experience"),
    "two-kinds": ("Skills & Hobbies", "skills"),
    "known-and-short-rest": ("Spoken Languages and the Rest", "languages"),
    "german-ellipsis": ("Berufs- und Projekterfahrung", "projects"),
    "german-compound": ("Softwarekenntnisse", "skills"),
    "unpaid-work-is-not-employment": ("Non-Work Experience", "volunteering"),
    "role-in-design": ("User Experience", None),
    "employer": ("School and Co GmbH", None),
    "school": ("University of Oz", None),
    "name": ("Dorothy Gale", None),
    "document": ("Curriculum Vitae", None),
    "sentence": ("What I learned about education while I travelled", None),
    "empty": ("", None),
    "only-emoji": ("🎉", None),
    "long": ("Education " * 50, None),
}


@pytest.mark.parametrize(("title", "kind"), TITLES.values(), ids=TITLES.keys())
def test_section_kind(title, kind):
    assert section_kind(title) == kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_common_kinds(language):
    kinds = ("experience", "education", "skills", "projects", "languages", "contact", "summary")
    for kind in kinds:
        titles = table("sections")[kind][language]
        # In another kind the same title may come first; it must be known at least.
        assert {section_kind(title) for title in titles} & {kind}, (language, kind)


@pytest.mark.parametrize(
    "kind", [kind for kind in table("sections") if kind not in ("document", "rules")]
)
def test_every_title_of_the_table_is_found(kind):
    for titles in table("sections")[kind].values():
        for title in titles:
            assert section_kind(title) is not None or document_title(title), title


def test_accents_tell_languages_apart():
    assert section_title("Education") == SectionTitle("education", ("en",))
    assert section_title("Éducation") == SectionTitle("education", ("fr",))


DOCUMENTS = [
    "Curriculum Vitae", "CV", "Résumé", "RESUME", "Lebenslauf", "履歴書", "職務経歴書",
    "Резюме",
    "이력서", "سيرة ذاتية",
    "个人简历", "Currículum", "Hoja de vida", "Życiorys", "קורות חיים", "# CV",
]  # fmt: skip


@pytest.mark.parametrize("title", DOCUMENTS)
def test_document_title(title):
    assert document_title(title)


@pytest.mark.parametrize("title", ["Dorothy Gale", "Education", "CV writer", ""])
def test_no_document_title(title):
    assert not document_title(title)


CONTACT_LABELS = {
    "E-mail": "email", "E-Mail:": "email", "Correo electrónico": "email", "邮箱": "email",
    "Tel.": "phone", "Handy": "phone", "Teléfono": "phone", "電話": "phone", "휴대폰": "phone",
    "**Phone**": "phone", "☎": "phone", "Address": "location", "Wohnort": "location",
    "Адрес": "location", "GitHub": "url", "Site web": "url", "ФИО": "name", "氏名": "name",
    "الاسم": "name", "DOB": "birth", "Geboren am": "birth", "תאריך לידה": "birth",
    "Position": "headline", "Nationality": "other", "Colour": None, "": None,
}  # fmt: skip


@pytest.mark.parametrize(("label", "kind"), CONTACT_LABELS.items())
def test_contact_label(label, kind):
    assert contact_label(label) == kind


ENTRY_LABELS = {
    "Company": "organization", "Arbeitgeber:": "organization", "公司": "organization",
    "Role": "title", "役割": "title", "Zeitraum": "dates", "기간": "dates", "Période": "dates",
    "Location": "location", "Team size": "note", "Tech stack": "keywords", "Keywords": "keywords",
    "Stichworte": "keywords", "Mots-clés :": "keywords", "技术栈": "keywords", "Colour": None,
}  # fmt: skip


@pytest.mark.parametrize(("label", "role"), ENTRY_LABELS.items())
def test_entry_label(label, role):
    assert entry_label(label) == role


NAMES = {
    "en-role": ("Senior Baggage Engineer", "title"),
    "en-role-of": ("Director of Weather", "title"),
    "en-role-then-topic": ("Team Lead, Wizards", "title"),
    "en-role-with-organisation-word": ("Bank Manager", "title"),
    "de-role-compound": ("Wetterentwicklerin", "title"),
    "de-role-hyphen": ("Senior-Projektleiter", "title"),
    "fr-role-first": ("Responsable des achats", "title"),
    "es-role": ("Desarrolladora web", "title"),
    "pt-role": ("Engenheira de software", "title"),
    "it-role": ("Sviluppatore Java", "title"),
    "nl-role": ("Softwareontwikkelaar", "title"),
    "pl-role": ("Młodszy programista", "title"),
    "ru-role": ("Ведущий разработчик", "title"),
    "uk-role": ("Інженер з якості", "title"),
    "zh-role": ("前端工程师", "title"),
    "ja-role": ("インフラエンジニア", "title"),
    "ko-role": ("백엔드 개발자", "title"),
    "ar-role": ("مهندس برمجيات", "title"),
    "he-role": ("מנהלת מוצר", "title"),
    "legal-form": ("Emerald Kites Ltd.", "organization"),
    "legal-form-dotted": ("Molinos del Sur, S.L.", "organization"),
    "legal-form-in-front": ("ООО «Изумруд»", "organization"),
    "university": ("University of Oz", "organization"),
    "university-behind": ("Emerald City University", "organization"),
    "de-school": ("Ruhrtal-Gymnasium", "organization"),
    "fr-school": ("École des vents", "organization"),
    "it-school": ("Politecnico di Ozia", "organization"),
    "family-firm": ("Gale & Sons Bakery", "organization"),
    "zh-company": ("翡翠科技有限公司", "organization"),
    "ja-company": ("株式会社みどり", "organization"),
    "ko-university": ("초록대학교", "organization"),
    "ar-university": ("جامعة الزمرد", "organization"),
    "he-university": ("אוניברסיטת ברקת", "organization"),
    "degree-abbreviation": ("BSc Meteorology", "degree"),
    "degree-dotted": ("M.Sc. Wind Studies", "degree"),
    "degree-words": ("Bachelor of Arts in Weather", "degree"),
    "de-degree": ("Abitur", "degree"),
    "fr-degree": ("Licence de lettres", "degree"),
    "es-degree": ("Grado en Química", "degree"),
    "ru-degree": ("Магистр физики", "degree"),
    "ja-degree": ("理学修士", "degree"),
    "ko-degree": ("컴퓨터공학 학사", "degree"),
    "ar-degree": ("بكالوريوس علوم", "degree"),
    "city-state": ("Springfield, IL", "location"),
    "city-country": ("Emeraldville, France", "location"),
    "legal-form-alone": ("S.L.", "organization"),
    "city-code": ("Lyon (FR)", "location"),
    "city-code-that-is-a-legal-form": ("Växjö, SE", "location"),
    "city": ("Hamburg", "location"),
    "remote": ("Remote", "location"),
    "remote-de": ("Homeoffice", "location"),
    "postcode": ("10115 Berlin", "location"),
    "street": ("4 Rainbow Street, Leeds", "location"),
    "ru-country": ("Россия", "location"),
    "zh-city": ("杭州", "location"),
    "ar-city": ("القاهرة", "location"),
}
SCORES: dict[str, Callable[[str], float]] = {
    "title": looks_like_title,
    "organization": looks_like_organization,
    "degree": looks_like_degree,
    "location": looks_like_location,
}


@pytest.mark.parametrize(("text", "kind"), NAMES.values(), ids=NAMES.keys())
def test_the_right_score_is_sure_and_the_highest(text, kind):
    scores = {name: score(text) for name, score in SCORES.items()}
    assert scores[kind] >= 1, scores
    assert max(scores, key=scores.__getitem__) == kind, scores


@pytest.mark.parametrize(
    "text", ["Dorothy Gale", "Marcus Baker", "Ann Cook", "Koch, Eva", "", "§§"]
)
def test_names_of_people_are_surely_none_of_these(text):
    assert all(score(text) < 1 for score in SCORES.values())


def test_an_acronym_is_no_place():
    assert looks_like_location("(OZB)") < 0


def lists(value):
    """Every list of texts in a table."""
    if isinstance(value, dict):
        yield list(value)
        for inner in value.values():
            yield from lists(inner)
    elif isinstance(value, list):
        yield [one for one in value if isinstance(one, str)]


TABLES = ("sections", "labels", "titles", "organizations", "locations", "letters")


@pytest.mark.parametrize(
    "texts",
    [
        *([], [""], ["Ünï Côde", "ＡＢ１２", "ı İ", "e\u0301t", "ΣΊΓ"]),
        *([text for found in lists(table(name)) for text in found] for name in TABLES),
    ],
)
def test_the_texts_of_a_table_are_folded_as_each_of_them(texts):
    assert bare_each(texts) == [bare(text) for text in texts]
