from __future__ import annotations

from pathlib import Path

import pytest

from locales import Catalogs
from needs_assessment import Outcome, UnknownCode, categories, known_codes, level1
from needs_assessment.categories import CODE_LIST, NEVER_COUNTED, ReleaseClass, load_categories, weekly_code
from needs_assessment.errors import BadCodeList
from needs_assessment.names import CATEGORY_NAMES, LANGUAGE_NAMES, OUTCOME_NAMES, english_name, name_of
from needs_assessment.tables import languages

HEADER = "code,parent,name_en,name_ru,cluster,iom_area,release,sensitive\n"


def test_the_names_to_translate_are_those_of_the_code_list() -> None:
    assert {code: one.name_en for code, one in categories().items()} == CATEGORY_NAMES


def test_every_outcome_and_every_language_has_a_name() -> None:
    assert set(OUTCOME_NAMES) == set(Outcome)
    assert set(LANGUAGE_NAMES) == set(languages())


def test_a_language_nobody_named_here_has_a_name_all_the_same() -> None:
    assert english_name("hy") == "Armenian"
    assert name_of("hy", Catalogs.load()["ru"]) == "армянский"


def test_a_code_that_nobody_knows_is_its_own_name() -> None:
    assert english_name("GONE.X") == "GONE.X"


def test_fine_codes_count_in_their_broad_category() -> None:
    assert weekly_code("CON.PAS") == level1("CON.PAS") == "CON"
    assert weekly_code("CON") == level1("CON") == "CON"


def test_what_may_never_be_printed_counts_in_its_parent_only() -> None:
    never = {one.code for one in categories().values() if one.release is ReleaseClass.NEVER} - NEVER_COUNTED
    assert never
    assert {weekly_code(code) for code in never} == {"PRO", "OTH"}


def test_the_uncoded_are_a_line_of_their_own() -> None:
    assert weekly_code(None) == weekly_code("OTH.UNC") == "OTH.UNC"


def test_misconduct_of_staff_has_no_line() -> None:
    assert weekly_code("FBK.SEA") is None


@pytest.mark.parametrize("code", ["", "XXX", "CON.XXX", "con.pas"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownCode):
        weekly_code(code)
    with pytest.raises(UnknownCode):
        level1(code)


@pytest.mark.parametrize(
    "body",
    [
        "A,,a,а,,,weekly,0\nA,,a,а,,,weekly,0\n",
        "A.B,A,a,а,,,weekly,0\n",
        "A,,a,а,,,weekly,0\nA.B,A,a,а,,,weekly,0\nA.B.C,A.B,a,а,,,weekly,0\n",
        "A,,a,а,,,daily,0\n",
        "A,,a,а,,,weekly,2\n",
    ],
)
def test_a_code_list_that_contradicts_itself_is_refused(tmp_path: Path, body: str) -> None:
    broken = tmp_path / "categories.csv"
    broken.write_text(HEADER + body, "utf-8")
    with pytest.raises(BadCodeList):
        load_categories(broken)


def test_a_missing_code_list_or_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCodeList):
        load_categories(tmp_path / "categories.csv")
    short = tmp_path / "short.csv"
    short.write_text("code,parent\nA,\n", "utf-8")
    with pytest.raises(BadCodeList):
        load_categories(short)


def test_the_code_list_comes_with_the_package() -> None:
    assert CODE_LIST.is_file()
    assert len(known_codes()) == len(CODE_LIST.read_text("utf-8").splitlines()) - 1
