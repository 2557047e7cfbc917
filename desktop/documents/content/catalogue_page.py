"""A firm's page in the catalogue: figures only in bands, never exact."""

from collections.abc import Sequence

from desktop.documents import blocks as b
from desktop.documents.content.firm import town
from desktop.documents.content.frame import context
from desktop.documents.content.hand import Hand
from desktop.documents.content.journey import Journey
from desktop.documents.content.pieces import delegate_name
from desktop.documents.sources import ApplicationFacts, FirmFacts
from desktop.domain.records import Accounts

_STAFF = ((10, "under_10"), (50, "under_50"), (250, "under_250"))
_TURNOVER = ((2, "under_2"), (10, "under_10"), (50, "under_50"))  # millions of euro
_MILLION = 100_000_000  # cents
_MOST_MARKETS = 6

_LANGUAGES = ("en", "it", "fr", "ar")  # of profiles, in the order in which one stands in


def firm_page(
    nth: int, held: ApplicationFacts, journey: Journey, second: Journey | None
) -> b.Showcase:
    """Present one firm, in one language or in two."""
    hands = [journey.hand, *([second.hand] if second else [])]
    firm = held.firm.firm
    journeys = [journey, *([second] if second else [])]
    countries = " · ".join(dict.fromkeys(hand.country("IT") for hand in hands))
    reach, codes = _reach(held, journey.hand)
    told = _profiles(held.firm, hands)
    return b.Showcase(
        anchor=f"firm-{nth}",
        outline=firm.name,
        context=context(journey.place_and_days, journey.imprint, journey.hand),
        languages=tuple(hand.language for hand in hands),
        title=firm.name,
        lead=journey.hand.together(town(held.firm), countries),
        told_in=tuple(told),
        texts=tuple(told.values()),
        rows=_rows([_told(held, one) for one in journeys]),
        contact_name=" · ".join(dict.fromkeys(hand.say("catalogue.contact") for hand in hands)),
        contact=reach,
        contact_codes=codes,
    )


def _profiles(facts: FirmFacts, hands: Sequence[Hand]) -> dict[str, b.Field]:
    """Give the profile by language; where the firm wrote none of them, another that it wrote.

    What lacks is for the desk to know (`Missing`), not for who reads the catalogue: nothing in
    it stands empty.
    """
    profile = facts.firm.profile
    wrote = {name: getattr(profile, name, None) or "" for name in _LANGUAGES}
    own = [hand for hand in hands if wrote[hand.language]]
    if len(own) == len(hands) > 1:
        return {one.language: b.Field(one.say("catalogue.profile"), wrote[one.language])
                for one in own}  # fmt: skip
    if own:
        language = own[0].language
        return {language: b.Field(_alone(language, hands), wrote[language])}
    other = next((name for name, text in wrote.items() if text), "")
    if not other:
        return {}
    label = _alone(other, hands)
    return {hands[0].language: b.Field(label, hands[0].quoted(wrote[other]))}


def _alone(language: str, hands: Sequence[Hand]) -> str:
    """Head a profile that stands alone, with its language where it is not all of the paper's."""
    if [hand.language for hand in hands] == [language]:
        return hands[0].say("catalogue.profile")
    told = (hand.say("catalogue.profile_only", language=hand.tongue(language)) for hand in hands)
    return " · ".join(dict.fromkeys(told))


def _rows(told: Sequence[list[b.Field]]) -> tuple[tuple[b.Field, ...], ...]:
    """Put the languages side by side, row by row; what is not known is left out."""
    return tuple(row for row in zip(*told, strict=True) if any(field.value for field in row))


def _told(held: ApplicationFacts, journey: Journey) -> list[b.Field]:
    hand, firm, application = journey.hand, held.firm.firm, held.application
    last = max(held.firm.accounts, key=lambda one: one.year, default=None)
    products = hand.quoted(application.products or firm.products)
    aims = hand.capital(hand.listed(hand.choice("objective", c) for c in application.objectives))
    languages = dict.fromkeys(c.split()[0] for p in held.firm.people for c in p.languages)
    sectors = hand.listed(journey.names.sector(code) for code in firm.sectors)
    said = (
        ("firm.sectors", sectors),
        ("firm.products", products),
        ("catalogue.sought", aims),
        ("catalogue.export_markets", _markets(held.firm, hand)),
        ("firm.certifications", hand.listed(firm.certifications)),
        ("catalogue.established", str(firm.registered_on.year) if firm.registered_on else ""),
        ("catalogue.staff", _staff(last, hand)),
        ("catalogue.turnover", _turnover(last, hand)),
        ("catalogue.languages", hand.listed(hand.tongue(code) for code in languages)),
    )
    return [b.Field(hand.say(key), hand.capital(value)) for key, value in said]


def _markets(facts: FirmFacts, hand: Hand) -> str:
    """Name the countries of the last year of which sales are known, the largest first."""
    year = max((one.year for one in facts.exports), default=None)
    sold = sorted((-one.turnover, one.country) for one in facts.exports if one.year == year)
    return hand.listed(hand.country(country) for _, country in sold[:_MOST_MARKETS])


def _staff(last: Accounts | None, hand: Hand) -> str:
    if last is None or last.staff is None:
        return ""
    band = next((code for below, code in _STAFF if last.staff < below), "above")
    return hand.choice("staff_band", band)


def _turnover(last: Accounts | None, hand: Hand) -> str:
    if last is None or last.turnover is None:
        return ""
    held = last.turnover
    band = next((code for below, code in _TURNOVER if held <= below * _MILLION), "above")
    return hand.choice("turnover_band", band)


def _reach(held: ApplicationFacts, hand: Hand) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give whom to ask for and how: a delegate, else the firm."""
    firm = held.firm.firm
    delegate = next(iter(held.delegates), None)
    phone = (delegate.phone if delegate else None) or firm.phone
    named = ""
    if delegate is not None:
        named = hand.together(delegate_name(delegate), hand.quoted(delegate.role))
    mail = (delegate.email if delegate else None) or firm.email
    words = (named, hand.phone(phone) if phone else "")
    codes = (mail or "", firm.website or "")
    return tuple(w for w in words if w), tuple(c for c in codes if c)
