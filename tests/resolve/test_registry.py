"""The shipped registry. Public office-holders are meant to be found here; everybody else in the tests is invented."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.entity import ENTITY_TYPES, Entity, Office
from onrecord.resolve.known.actors import read_actors
from onrecord.resolve.known.registry import SHIPPED, Registry
from onrecord.resolve.known.store import Store

EXAMPLE = Path(__file__).parents[2] / "examples" / "invented" / "actors.csv"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.shipped()


@pytest.fixture(scope="module")
def own(registry: Registry) -> Registry:
    return registry.with_actors(read_actors(EXAMPLE))


def ids(found: tuple[Entity, ...]) -> list[str]:
    return [entity.id for entity in found]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vladimir Putin", "Q7747"),
        ("Putin", "Q7747"),
        ("Mr Putin", "Q7747"),
        ("Putin's", "Q7747"),
        ("Sergey Lavrov", "Q58217"),
        ("Sergei Lavrov", "Q58217"),
        ("Sergej Lawrow", "Q58217"),
        ("Zelensky", "Q3874799"),
        ("Zelenskiy", "Q3874799"),
        ("Volodymyr Zelenskyi", "Q3874799"),
        ("Recep Tayyip Erdogan", "Q39259"),
        ("the Élysée", ""),
        ("US", "Q30"),
        ("U.S.", "Q30"),
        ("Britain", "Q145"),
        ("UN", "org:united-nations"),
        ("Nato", "org:nato"),
        ("WHO", "org:who"),
        ("IS", "org:islamic-state"),
        ("Daesh", "org:islamic-state"),
        ("Al Qaida", "org:al-qaeda"),
        ("GOP", "org:republican-party"),
        ("Reuters", "org:reuters"),
        ("State Department", "Q30#mfa"),
        ("the US State Department", "Q30#mfa"),
        ("Knesset", "Q801#parl"),
    ],
)
def test_named(registry: Registry, name: str, expected: str) -> None:
    assert ids(registry.named(name)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    "name",
    [
        "us",
        "who",
        "it",
        "is",
        "un",
        "Us",
        "Who",
        "It",
        "turkey",
        "guardian",
        "the west",
        "",
        "  ",
        "…",
        "the",
        "Mr",
        "Q30",
    ],
)
def test_words_that_are_no_names(registry: Registry, name: str) -> None:
    assert registry.named(name) == () and registry.country_of(name) is None


@pytest.mark.parametrize(
    "name", ["Lavrov", "Johnson", "Clinton", "Bush", "Francis", "Patten", "Sergey", "Vladimir Patten"]
)
def test_a_last_name_finds_only_whom_the_world_knows_by_it(registry: Registry, name: str) -> None:
    assert registry.named(name) == ()


def test_every_last_name_that_is_found_is_marked(registry: Registry) -> None:
    store = Store(SHIPPED)
    rows = store.rows(
        "SELECT e.name, n.key FROM name n JOIN entity e ON e.num = n.entity "
        "WHERE e.type = 0 AND e.mononym IS NULL AND n.key NOT LIKE '% %' AND e.name LIKE '% %'"
    )
    assert rows == ()
    assert registry.named("Obama")[0].mononym


def test_a_title_of_the_other_gender_is_somebody_else(registry: Registry) -> None:
    assert registry.named("Mrs Trump") == () and len(registry.named("Mr Trump")) == 1


def test_two_of_one_name_are_both_found(registry: Registry) -> None:
    found = registry.named("Viktor Yanukovych")
    assert [entity.born for entity in found] == [1950, 1981], "father and son, the better known first"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Russian foreign ministry", "Q159#mfa"),
        ("the Russian Foreign Ministry", "Q159#mfa"),
        ("Russia's foreign ministry", "Q159#mfa"),
        ("Foreign Ministry of Russia", "Q159#mfa"),
        ("Ministry of Foreign Affairs (Russia)", "Q159#mfa"),
        ("Russian government", "Q159#gov"),
        ("government of the United States", "Q30#gov"),
        ("Brazilian Senate", "Q155#parl"),
        ("Syrian army", "Q858#mil"),
        ("Israeli army", "Q801#mil"),
        ("British Foreign Office", "Q145#mfa"),
        ("the Obama administration", "Q30#gov"),
        ("Merkel's government", "Q183#gov"),
        ("the Bush administration", "Q30#gov"),
    ],
)
def test_bodies_of_states(registry: Registry, name: str, expected: str) -> None:
    assert ids(registry.named(name)) == [expected]


def test_what_is_no_body_of_a_state(registry: Registry) -> None:
    for name in (
        "Moscow police",
        "us government",
        "foreign ministry",
        "government",
        "Russian",
        "of Russia",
        "Russian of",
    ):
        assert not any("#" in entity.id for entity in registry.named(name)), name


def test_get(registry: Registry) -> None:
    ministry = registry.get("Q159#mfa")
    assert ministry and (ministry.type, ministry.country) == ("ministry", "RU")
    assert ministry.name == "Ministry of Foreign Affairs (Russia)"
    for id in ("", "Q0", "Q159#", "Q159#xyz", "#mfa", "Q7747#mfa", "'; DROP TABLE entity; --", "Q159#mfa#mfa"):
        assert registry.get(id) is None, id


def test_a_body_with_a_name_of_its_own_keeps_it(registry: Registry) -> None:
    office = registry.ministry("GB", "mfa")
    assert office and office.id == "Q145#mfa" and office.name == "Foreign Office"
    assert "Ministry of Foreign Affairs (United Kingdom)" in office.aliases
    assert registry.legislature("Israel") == registry.get("Q801#parl")
    assert registry.government("Q159") == registry.government("RU") == registry.government("Russia")
    assert registry.government("Karveth") is None and registry.ministry("RU", "nonsense") is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Russia", "RU"),
        ("Russian", "RU"),
        ("Russians", "RU"),
        ("Moscow", "RU"),
        ("Kiev", "UA"),
        ("Kyiv", "UA"),
        ("Peking", "CN"),
        ("American", "US"),
        ("U.S.", "US"),
        ("Washington", "US"),
        ("British", "GB"),
        ("Dutch", "NL"),
        ("The Hague", "NL"),
        ("Filipino", "PH"),
        ("Korean", "KR"),
        ("Congo", "CD"),
        ("Dominican", "DO"),
        ("Georgia", "GE"),
        ("Kosovar", "XK"),
        ("Namibia", "NA"),
        ("Palestinians", "PS"),
        ("Siberia", None),
        ("Dagestani", None),
        ("Chechen Republic of Ichkeria", None),
        ("Victoria", None),
        ("Hamilton", None),
        ("Karveth", None),
        ("Putin", None),
    ],
)
def test_country_of(registry: Registry, word: str, code: str | None) -> None:
    found = registry.country_of(word)
    assert (found.country if found else None) == code


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Kremlin", ["Q159#gov"]),
        ("the White House", ["Q30#gov"]),
        ("Moscow", ["Q159#gov"]),
        ("Washington", ["Q30#gov"]),
        ("Quai d’Orsay", ["Q142#mfa"]),
        ("Foggy Bottom", ["Q30#mfa"]),
        ("Brussels", ["org:european-union", "org:nato", "Q31#gov"]),
        ("Russia", ["Q159"]),
        ("Singapore", ["Q334"]),
        ("Kyiv", ["Q212#gov"]),
        ("the West", ["org:the-west"]),
        ("west", []),
        ("congress", []),
        ("Ossunmar", []),
        ("Putin", []),
        ("", []),
    ],
)
def test_what_a_place_stands_for(registry: Registry, place: str, expected: list[str]) -> None:
    assert ids(registry.meant_by_place(place)) == expected


@pytest.mark.parametrize(
    ("role", "country", "on", "names"),
    [
        ("president", "US", "2014-06-01", ["Barack Obama"]),
        ("president", "US", "2022-06-01", ["Joe Biden"]),
        ("President", "United States", "2014", ["Barack Obama"]),
        ("president", "US", "2017", ["Donald Trump", "Barack Obama"]),
        ("president", "US", "2014-06-01T12:30:00+02:00", ["Barack Obama"]),
        ("president", "RU", "2010-01", ["Dmitry Medvedev"]),
        ("prime minister", "RU", "2010-01", ["Vladimir Putin"]),
        ("foreign minister", "RU", "2014-03-18", ["Sergey Lavrov"]),
        ("secretary of state", "US", "2014-03-18", ["John Kerry"]),
        ("top diplomat", "US", "2014-03-18", ["John Kerry"]),
        ("foreign secretary", "GB", "2017-01-01", ["Boris Johnson"]),
        ("chancellor", "DE", "2010-01-01", ["Angela Merkel"]),
        ("chancellor", "GB", "2020-06-01", ["Rishi Sunak"]),
        ("prime minister", "GB", "2022-09-15", ["Liz Truss"]),
        ("governor of California", "US", "2015-01-01", ["Jerry Brown"]),
        ("UN chief", None, "2014-01-01", ["Ban Ki-moon"]),
        ("secretary-general of the United Nations", None, "2014-01-01", ["Ban Ki-moon"]),
        ("president", "UA", "2014-01-01", ["Viktor Yanukovych"]),
        ("president", "FR", "2014-01-01", ["François Hollande"]),
    ],
)
def test_who_held_an_office(registry: Registry, role: str, country: str | None, on: str, names: list[str]) -> None:
    assert [entity.name for entity in registry.holders(role, country, on)] == names


def test_without_a_date_nobody_knows_which_president(registry: Registry) -> None:
    for on in (None, "", "yesterday", "2014-13-40", "20140601", "-1"):
        assert registry.holders("president", "US", on) == ()


def test_nobody_holds_what_is_not_known(registry: Registry) -> None:
    assert registry.holders("president", "Karveth", "2014") == ()
    assert registry.holders("president", None, "2014") == ()
    assert registry.holders("", "US", "2014") == ()
    assert registry.holders("secretary of state", "GB", "2014") == ()
    assert registry.holders("former president", "US", "2014") == ()
    assert registry.holders("president", "US", "1950") == ()


def test_an_open_office_counts_only_as_long_as_its_file_was_current(registry: Registry) -> None:
    assert registry.holders("president", "US", "2099") == ()
    (putin,) = registry.named("Vladimir Putin")
    assert any(office.role == "President" and office.end is None for office in putin.offices)


def test_heads_of_large_states_have_one_holder_a_day(registry: Registry) -> None:
    heads = {"US": "president", "RU": "president", "FR": "president", "GB": "prime minister", "DE": "chancellor"}
    heads |= {"IT": "prime minister", "IN": "prime minister", "JP": "prime minister", "CA": "prime minister"}
    for code, role in heads.items():
        for year in range(1995, 2025):
            assert len(registry.holders(role, code, f"{year}-03-05")) == 1, (code, year)


@pytest.mark.parametrize(
    ("noun", "country", "name", "body", "unique"),
    [
        ("foreign minister", None, "foreign minister", "mfa", True),
        ("Minister of Foreign Affairs", None, "foreign minister", "mfa", True),
        ("secretary of state", "US", "foreign minister", "mfa", True),
        ("secretary of state", "GB", "secretary of state", None, False),
        ("chancellor", "DE", "prime minister", "gov", True),
        ("chancellor", None, "chancellor", "gov", True),
        ("ministers", None, "minister", None, False),
        ("spokesmen", None, "spokesperson", None, False),
        ("water and energy minister", None, "water and energy minister", None, True),
        ("minister for water", None, "water minister", None, True),
        ("deputy foreign minister", None, "deputy foreign minister", "mfa", False),
        ("MP", None, "lawmaker", "parl", False),
    ],
)
def test_roles(registry: Registry, noun: str, country: str | None, name: str, body: str | None, unique: bool) -> None:
    found = registry.role(noun, country)
    assert found and (found.name, found.body, found.unique) == (name, body, unique)


def test_gender_of_role_nouns(registry: Registry) -> None:
    genders = [found.gender if (found := registry.role(n)) else "?" for n in ("spokeswoman", "chairman", "minister")]
    assert genders == ["female", "male", None]


def test_what_is_no_role(registry: Registry) -> None:
    for noun in ("", "former president", "ex-minister", "mp", "table", "Putin", "deputy water minister"):
        assert registry.role(noun) is None, noun


def test_first_names(registry: Registry) -> None:
    assert registry.given_name_gender("Maria Holm") is None or registry.given_name_gender("Maria Holm")[0] == "female"  # type: ignore[index]
    female, male = registry.given_name_gender("Abigail"), registry.given_name_gender("Sergey Lavrov")
    assert female and male and (female[0], male[0]) == ("female", "male") and 0.5 < female[1] < 1
    for name in ("Alex", "Zhamqat", "", "?"):
        assert registry.given_name_gender(name) is None, name


# A user's own actors


def test_own_actors_win(own: Registry, registry: Registry) -> None:
    mine = Entity("me:1", "Vladimir Putin", "person", "Karveth", provenance="user")
    known = own.with_actors([mine])
    assert known.named("Vladimir Putin") == (mine,) and known.get("me:1") == mine
    assert ids(known.named("Ulvar Tresk")) == ["P-05"], "the earlier ones stay"
    assert ids(registry.named("Vladimir Putin")) == ["Q7747"], "the shipped registry is unchanged"
    changed = replace(registry.named("Vladimir Putin")[0], name="V. V. P.")
    assert registry.with_actors([changed]).get("Q7747") == changed


def test_own_names(own: Registry) -> None:
    assert ids(own.named("Mr Vennick")) == ["P-04"] and ids(own.named("Vennick")) == ["P-04"]
    assert ids(own.named("Karvethi foreign minister")) == ["P-03", "P-04"]
    assert ids(own.named("raiders")) == ["F-TSF"], "given in lower case, found in lower case"
    assert own.named("mainmast") == () and ids(own.named("Mainmast")) == ["O-MAI"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("foreign ministry of Sorrenay", "M-SOR-FA"),
        ("Sorrenay's foreign ministry", "M-SOR-FA"),
        ("defence ministry of Karveth", "M-KAR-DE"),
        ("government of Karveth", "G-KAR"),
        # what the file has not is composed: the Karvethi Maritime Guard is no police, no army and no court
        ("interior ministry of Karveth", "C-KAR#mint"),
        ("Karvethi police", "C-KAR#pol"),
        ("Karvethi army", "C-KAR#mil"),
        ("supreme court of Karveth", "C-KAR#court"),
    ],
)
def test_bodies_of_own_countries_are_those_of_the_file(own: Registry, name: str, expected: str) -> None:
    assert ids(own.named(name)) == [expected]


def test_an_own_organisation_is_no_body_of_its_state(own: Registry) -> None:
    police = own.ministry("C-KAR", "pol")
    assert police is not None and police.id == "C-KAR#pol"


def test_own_countries_and_capitals(own: Registry) -> None:
    assert own.country_of("Karvethi").id == own.country_of("the Karvethis").id == "C-KAR"  # type: ignore[union-attr]
    assert ids(own.meant_by_place("Ossunmar")) == ["G-KAR", "C-KAR"]
    assert ids(own.meant_by_place("Republic of Karveth")) == ["C-KAR"]
    assert ids(own.meant_by_place("the Lantern House")) == ["G-KAR"]
    assert own.government("Sorrenay").id == "G-SOR"  # type: ignore[union-attr]
    assert own.ministry("Karveth", "mod").id == "M-KAR-DE"  # type: ignore[union-attr]
    assert own.ministry("Karveth", "mcul").id == "C-KAR#mcul"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("role", "country", "on", "names"),
    [
        ("president", "Karveth", "2030", ["Dorrik Halvasund"]),
        ("president", "C-KAR", "2030", ["Dorrik Halvasund"]),
        ("foreign minister", "Karveth", "2031-04-11", ["Maren Oskeveth"]),
        ("foreign minister", "Karvethi", "2031-04-12", ["Jorath Vennick"]),
        ("prime minister", "Sorrenay", "2031-06-02", ["Aurélise Montbrac"]),
        ("prime minister", "Sorrenay", "2031-06", ["Aurélise Montbrac", "Ghislin Verdassy"]),
        ("steward", "Havrenholt", "2031-01-01", ["Griet Ollenvaar"]),
        ("president", "Karveth", "2020", []),
        ("president", "Karveth", None, []),
    ],
)
def test_own_holders(own: Registry, role: str, country: str, on: str | None, names: list[str]) -> None:
    assert [entity.name for entity in own.holders(role, country, on)] == names


def test_an_own_holder_replaces_a_known_one(registry: Registry) -> None:
    mine = Entity("me:1", "Anna Holm", "person", "RU", offices=(Office("Foreign Minister", "RU", "2013", "2015"),))
    known = registry.with_actors([mine])
    assert ids(known.holders("foreign minister", "Russia", "2014")) == ["me:1"]
    assert ids(known.holders("foreign minister", "Russia", "2020")) == ["Q58217"]


def test_search_is_for_people_at_a_keyboard(own: Registry) -> None:
    assert "Q7747" in ids(own.search("putin")) and "P-05" in ids(own.search("tresk"))
    assert len(own.search("a", 5)) <= 5 and own.search("") == () and own.search("%%%") == ()


# The file


def test_the_file_is_small_and_clean() -> None:
    assert SHIPPED.stat().st_size < 5_000_000
    connection = sqlite3.connect(SHIPPED.as_uri() + "?mode=ro&immutable=1", uri=True)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute(
        "SELECT count(*) FROM entity WHERE id = '' OR name = '' OR source IS NULL"
    ).fetchone() == (0,)
    broken = "end % 10000 > 0 AND end < start OR end / 10000 < start / 10000 OR source IS NULL"
    assert connection.execute(f"SELECT count(*) FROM office WHERE {broken}").fetchone() == (0,)  # noqa: S608
    assert connection.execute("SELECT count(*) FROM name WHERE key = ''").fetchone() == (0,)
    types = {row[0] for row in connection.execute("SELECT DISTINCT type FROM entity")}
    assert types <= set(range(len(ENTITY_TYPES)))
    connection.close()


def test_ids_are_of_a_known_kind() -> None:
    for (id,) in Store(SHIPPED).rows("SELECT id FROM entity"):
        assert id.startswith(("org:", "local:")) or (id[0] == "Q" and id[1:].split("#")[0].isdigit()), id


def test_nothing_is_opened_or_left_behind(tmp_path: Path) -> None:
    """The file may lie in a read-only place with an odd name; nothing is written beside it."""
    folder = tmp_path / "a b#c?d%20é"
    folder.mkdir()
    path = folder / "registry.sqlite"
    shutil.copy(SHIPPED, path)
    os.chmod(path, 0o444)
    assert ids(Registry(Store(path)).named("Putin")) == ["Q7747"]
    assert [p.name for p in folder.iterdir()] == ["registry.sqlite"]
    Registry(Store(tmp_path / "absent.sqlite"))  # not opened before the first question


def test_importing_opens_nothing() -> None:
    shown = "r.Registry.shipped(); print(r._shipped()._store._local.__dict__)"
    code = f"from onrecord.resolve.known import registry as r; {shown}"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "{}\n"


def test_threads_may_ask_at_once(registry: Registry) -> None:
    names = ["Putin", "Sergei Lavrov", "Russian government", "nobody of that name"] * 50
    alone = [ids(registry.named(name)) for name in names]
    with ThreadPoolExecutor(8) as pool:
        assert [ids(found) for found in pool.map(registry.named, names)] == alone


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_a_lookup(text: str) -> None:
    registry = Registry.shipped()
    registry.named(text)
    registry.country_of(text)
    registry.meant_by_place(text)
    registry.holders(text, text, "2014")
    registry.role(text)
    registry.get(text)
    registry.search(text)
    registry.given_name_gender(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kiev", ("Kyiv", "UA")),
        ("Kyiv", ("Kyiv", "UA")),
        ("Delhi", ("New Delhi", "IN")),
        ("Almaty", ("Almaty", "KZ")),  # a seat of its own, no spelling of another
        ("kyiv", None),
        ("Lyon", None),
        ("Ukraine", None),
        ("Ukrainian", None),
    ],
)
def test_a_capital_is_one_place(registry: Registry, name: str, expected: tuple[str, str] | None) -> None:
    found = registry.capital(name)
    assert (found and (found.name, found.country)) == expected
    assert found is None or (found.type == "place" and found.id.startswith("local:"))
