"""First names that are one name in several languages: Vladimir and Volodymyr, Sergei and Serhiy."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.entity import Entity
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.known.spelling import normalised

#: One name a line, as Russian, Ukrainian and Belarusian are romanised.
_SAME = """
vladimir volodymyr wolodymyr uladzimir
alexander alexandr aleksandr aleksander oleksandr olexander aliaksandr alyaksandr
sergei sergey serguei serhiy serhii sergiy siarhei
mikhail mikhailo mykhailo mykhaylo
nikolai nikolay mykola mikalai
dmitry dmitri dmitriy dmytro dzmitry
andrei andrey andriy andrii andrej
alexei alexey aleksei aleksey oleksiy oleksii aliaksei
yuri yury yuriy yurii iurii
victor viktor viktar
pavel pavlo paval
pyotr petr petro piotr
yevgeny yevgeni yevgeniy evgeny evgeni evgeniy yevhen yevhenii yauhen
anatoly anatoli anatoliy anatolii
vasily vasili vasiliy vasyl
konstantin kostyantyn kostiantyn kanstantsin
grigory grigori hryhoriy hryhorii
igor ihor
oleg oleh
denis denys
maxim maksim maksym
arseny arseni arseniy arsenii
vitaly vitali vitaliy vitalii
kirill kyrylo
gennady gennadi hennadiy hennadii
valery valeri valeriy valerii
artem artyom
nikita mykyta
fyodor fedor fedir
tatiana tatyana tetiana tetyana
irina iryna
yelena elena olena alena
natalia natalya nataliya nataliia
yulia yuliya yuliia julia
ekaterina yekaterina katerina kateryna katsiaryna
svetlana svitlana sviatlana
olga olha volha
maria mariya mariia
lyudmila liudmila lyudmyla liudmyla
daria darya dariya
"""
_GROUPS = {name: line.split() for line in _SAME.split("\n") for name in line.split()}


def other_spellings(given: str) -> Iterator[str]:
    """The same first name in other languages.

    >>> list(other_spellings("Oleg")), list(other_spellings("Ada"))
    (['Oleh'], [])
    """
    own = normalised(given)
    yield from (name.title() for name in _GROUPS.get(own, ()) if name != own)


def known_by_other_spelling(registry: Registry, words: tuple[str, ...], country: str) -> Entity | None:
    """The one person of a country whom the registry has by another language's first name; None for none or several."""
    found: dict[str, Entity] = {}
    for given in other_spellings(words[0]):
        named = registry.named(" ".join((given, *words[1:])))
        found |= {entity.id: entity for entity in named if entity.type == "person" and entity.country == country}
    return next(iter(found.values())) if len(found) == 1 else None
