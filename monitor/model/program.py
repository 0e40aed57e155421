"""Sanctions programs and the ways they are named; not which of them a text is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """One program of `config/programs.toml`."""

    slug: str  # russia
    name: str  # Russian Harmful Foreign Activities Sanctions
    jurisdiction: str = "US"
    cfr_parts: tuple[int, ...] = ()  # title 31
    regulations: tuple[str, ...] = ()  # names of its regulations, as headers print them
    orders: tuple[str, ...] = ()  # executive orders that belong to it: "14024"
    titles: tuple[str, ...] = ()  # prefixes in titles: "Russia-related", "Counter Terrorism"
    tags: tuple[str, ...] = ()  # how program codes of the SDN list begin: "RUSSIA", "CYBER", "SDGT"
    pages: tuple[str, ...] = ()  # slugs of its official pages


@dataclass(frozen=True, slots=True)
class Programs:
    """All programs, with the look-ups that reading needs."""

    programs: tuple[Program, ...] = ()

    def by_slug(self, slug: str) -> Program | None:
        """The program with this slug."""
        return next((p for p in self.programs if p.slug == slug), None)

    def by_part(self, part: int) -> Program | None:
        """The program of a part of 31 CFR."""
        return next((p for p in self.programs if part in p.cfr_parts), None)

    def by_order(self, number: str) -> Program | None:
        """The program that an executive order belongs to; `number` in digits."""
        return next((p for p in self.programs if number in p.orders), None)

    def by_tag(self, tag: str) -> Program | None:
        """The program of a code of the SDN list, such as RUSSIA-EO14024: by its order, else by its first letters."""
        order = next((word[2:7] for word in tag.upper().split("-") if word.startswith("EO1")), "")
        named = self.by_order(order) if order else None
        if named is not None:
            return named
        bare = tag.upper().removeprefix("CAATSA - ")
        fitting = [(len(t), p) for p in self.programs for t in p.tags if bare.startswith(t)]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
