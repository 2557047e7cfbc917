"""What the rules ask, read from a firm's records.

A relation's row holds one year: rows that name one enterprise (by tax code, else by name) are its
years, and a row without a year holds the figures of the last one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from desktop.domain.records import Accounts, Aid, Firm, Relation
from desktop.domain.rules.de_minimis import AidCase, AidSector, DayOfYear, Granted
from desktop.domain.rules.grouping import Figures, Related
from desktop.domain.rules.size import PublicHolding, SizeCase, SizeClass
from desktop.domain.text import fold

_CENTS = 2


def size_case(
    firm: Firm, accounts: Iterable[Accounts], relations: Sequence[Relation], *,
    public: PublicHolding | None = None, initial_class: SizeClass | None = None,
    group_change: bool = False,
) -> SizeCase:  # fmt: skip
    """Give the case of a firm's size; what public bodies hold of it no record says yet."""
    years = tuple(
        (held.year, Figures(held.staff, euro(held.turnover), euro(held.balance)))
        for held in sorted(accounts, key=lambda a: (a.year, a.id))
    )
    return SizeCase(
        years, _tree(relations), public, initial_class, group_change, firm.tax_code or ""
    )


def aid_case(  # noqa: PLR0913 - a grant has this many sides, all by name
    firm: Firm, aids: Iterable[Aid], *, amount: int | None, on: date, regulation: str | None = None,
    sector: AidSector = AidSector.GENERAL, others: Iterable[Granted] = (),
) -> AidCase:  # fmt: skip
    """Give the case of a new aid (`amount` in cents) to a firm on a day.

    `others` are the aids that linked and partner enterprises have had; `aids` are the firm's own.
    """
    own = (
        Granted(euro(held.amount), held.date, regulation=held.regulation or "", who=firm.name)
        for held in sorted(aids, key=lambda a: (a.date, a.id))
    )
    return AidCase(
        euro(amount), on, (*own, *others), regulation, sector, day_of_year(firm.fiscal_year_start)
    )


def euro(cents: int | None) -> Decimal | None:
    """Give an amount of cents as exact euro."""
    return None if cents is None else Decimal(cents).scaleb(-_CENTS)


def day_of_year(text: str | None) -> DayOfYear:
    """Read "07-01"; without a text financial years are those of the calendar."""
    if not text:
        return DayOfYear()
    month, _, day = text.partition("-")
    return DayOfYear(int(month), int(day))


def _tree(relations: Sequence[Relation]) -> tuple[Related, ...]:
    """Give relations with those inside them, each once, those that nothing holds at the top.

    One whose holder is gone stands at the top too, and the first of a ring that holds itself.
    """
    known = {relation.id for relation in relations}
    inside: dict[object, list[Relation]] = {}
    for relation in relations:
        inside.setdefault(relation.within, []).append(relation)
    tops = [relation for relation in relations if relation.within not in known]
    placed: dict[object, list[Relation]] = {}  # each holder, before what it holds
    roots = [first for first in (*tops, *relations) if _place(first, inside, placed)]
    by_id: dict[object, Relation] = {relation.id: relation for relation in relations}
    made: dict[object, Related] = {}
    for holder in reversed(placed):
        below = tuple(made[held.id] for held in placed[holder])
        made[holder] = _related(by_id[holder], below)
    return tuple(made[root.id] for root in roots)


def _place(
    root: Relation, inside: Mapping[object, list[Relation]], placed: dict[object, list[Relation]]
) -> bool:
    """Place a relation and all inside it that stand nowhere yet; False if it stands already."""
    if root.id in placed:
        return False
    placed[root.id] = []
    order = [root]
    for holder in order:  # grows while it is walked
        for held in inside.get(holder.id, []):
            if held.id not in placed:
                placed[held.id] = []
                placed[holder.id].append(held)
                order.append(held)
    return True


def _related(relation: Relation, below: tuple[Related, ...]) -> Related:
    figures = Figures(relation.staff, euro(relation.turnover), euro(relation.balance))
    dated = relation.year is not None
    return Related(
        kind=relation.kind,
        share=relation.share,
        years=((relation.year, figures),) if relation.year is not None else (),
        latest=None if dated else figures,
        through_person=relation.through_person,
        tax_code=relation.tax_code or (fold(relation.name) if relation.name else ""),
        name=relation.name or "",
        relations=below,
    )
