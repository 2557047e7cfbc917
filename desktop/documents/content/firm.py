"""The sections that tell of one firm; the firm card and the mission dossier share them."""

from datetime import date
from fractions import Fraction

from desktop.documents import blocks as b
from desktop.documents.content.frame import Names
from desktop.documents.content.hand import Hand
from desktop.documents.content.sittings import Sitting, in_order, person_name, sittings, threshold
from desktop.documents.looks import Align, Ink, Sign, Tone
from desktop.documents.sources import FirmFacts, ProgrammeFacts
from desktop.domain.consents import consent_of
from desktop.domain.records import (
    Accounts,
    Address,
    Declaration,
    Firm,
    Outcome,
    Person,
    Relation,
    Site,
    SiteStatus,
)
from desktop.domain.rules.conditions import DURC
from desktop.domain.rules.documents import durc
from desktop.rule_book import rule_book

_EXPORT_YEARS = 3
_LONGEST_LEAD = 130  # letters, two lines
_CONSENTS = ("catalogue", "extra_eu", "photo", "newsletter")
_DECLARATIONS = ("RI", "DIR", "LIQ", "DURC", "MAF", "DIM", "DMN", "FOR", "DEG", "EXP", "MII", "SAN",
                 "PRV")  # fmt: skip


class FirmSections:
    """Tells of a firm in the words of one language, as known on one day."""

    def __init__(
        self, facts: FirmFacts, programme: ProgrammeFacts | None, hand: Hand, on: date
    ) -> None:
        self._facts = facts
        self._programme = programme
        self._hand = hand
        self._on = on
        self._names = Names(programme, hand)

    def identification(self) -> b.Section:
        """Tell who the firm is in the business register."""
        firm, hand = self._facts.firm, self._hand
        rows = [*self._codes(), self._field("rea", firm.rea, code=True)]
        rows += [
            self._field("legal_form", self._choice("legal_form", firm.legal_form)),
            self._field("status", self._status()),
            self._activity(),
        ]
        if firm.other_ateco:
            rows.append(self._field("other_ateco", ", ".join(firm.other_ateco), code=True))
        if firm.special_section:
            section = hand.choice("special_section", firm.special_section)
            rows.append(self._field("special_section", section))
        if firm.former_names:
            rows.append(self._field("former_names", hand.listed(firm.former_names)))
        return b.Section(hand.say("firm.identification"), (b.Fields(tuple(rows)),))

    def seats(self) -> b.Section:
        """Tell where the firm is."""
        office = self._field("registered_office", address(self._facts.firm.registered_office))
        sites = sorted(self._facts.sites, key=lambda site: (site.kind, address(site.address)))
        rows = (office, *(self._site(site) for site in sites))
        return b.Section(self._hand.say("firm.seats"), (b.Fields(rows),))

    def people(self) -> b.Section:
        """Tell who acts for the firm and how to reach it."""
        firm, hand = self._facts.firm, self._hand
        rows = [self._person(person) for person in self._facts.people]
        rows.append(self._field("pec", firm.pec, code=True))
        if firm.email:
            rows.append(self._field("email", firm.email, code=True))
        phones = [hand.phone(number) for number in (firm.phone, firm.mobile) if number]
        reach = [*phones, firm.website or ""]
        rows.append(self._field("phone_and_site", hand.together(*reach)))
        return b.Section(hand.say("firm.people"), (b.Fields(tuple(rows)),))

    def business(self, *, sources: bool) -> b.Section:
        """Tell in which sectors and with what the firm works.

        With `sources`, what is provisional is named again with where it was taken from.
        """
        firm, hand = self._facts.firm, self._hand
        sectors = hand.listed(self._names.sector(code) for code in firm.sectors)
        rows = [self._field("sectors", sectors)]
        if not products_lead(firm.products):
            rows.append(self._field("products", hand.quoted(firm.products)))
        if firm.hs_codes:
            rows.append(self._field("hs_codes", ", ".join(firm.hs_codes), code=True))
        if firm.certifications:
            rows.append(self._field("certifications", hand.listed(firm.certifications)))
        rows.append(self._field("experience", self._choice("experience", firm.experience)))
        blocks: list[b.Block] = [b.Fields(tuple(rows))]
        provisional = self._names.provisional(None, None, firm.sectors)
        if provisional and sources:
            blocks.append(b.Paragraph(provisional, Tone.PROVISIONAL))
        return b.Section(hand.say("firm.business"), tuple(blocks))

    def profile(self) -> b.Section:
        """Give what the firm says of itself, in the language of the paper."""
        profile = self._facts.firm.profile
        text = getattr(profile, self._hand.language, None) if profile else None
        said = text or self._hand.say("firm.no_profile")
        tone = Tone.BODY if text else Tone.NOTE
        return b.Section(self._hand.say("firm.profile"), (b.Paragraph(said, tone),))

    def accounts(self) -> b.Section:
        """Give the approved years, the last one first, with what of them was exported."""
        hand = self._hand
        years = sorted(self._facts.accounts, key=lambda held: -held.year)
        name = hand.say("firm.accounts")
        if not years:
            return self._empty(name, "firm.no_accounts")
        # What was exported stands beside the turnover that it is a part of.
        columns = self._columns(("year", 45), ("staff", 42), ("turnover", 56),
                                ("export_turnover", 68), ("export_share", 45),
                                ("balance", 68))  # fmt: skip
        texts = zip(
            [str(held.year) for held in years],
            hand.decimals([held.staff for held in years]),
            hand.amounts([held.turnover for held in years]),
            hand.amounts([held.export_turnover for held in years]),
            [hand.share(_export_share(held)) for held in years],
            hand.amounts([held.balance for held in years]),
            strict=True,
        )
        rows = tuple(b.Row(tuple(b.Cell(text) for text in held)) for held in texts)
        return b.Section(name, (b.Table(columns, rows),), hand.say("firm.in_euro"))

    def exports(self) -> b.Section | None:
        """Give sales abroad by country over the last three years; nothing when none is known."""
        hand = self._hand
        years = sorted({held.year for held in self._facts.exports})[-_EXPORT_YEARS:]
        if not years:
            return None
        sold = {(held.country, held.year): held.turnover for held in self._facts.exports}
        names = {hand.country(country): country for country, year in sold if year in years}
        columns = (b.Column(hand.say("firm.country"), 26), *(_year_column(year) for year in years))
        by_name = [[sold.get((names[name], year), 0) for year in years] for name in sorted(names)]
        by_name.append([sum(column) for column in zip(*by_name, strict=True)])
        texts = iter(hand.amounts([value for values in by_name for value in values]))
        # Not a total of the firm's exports: a list of countries may be a part of them.
        heads = [*sorted(names), hand.say("firm.exports_total")]
        rows = tuple(
            b.Row((b.Cell(head), *(b.Cell(next(texts)) for _ in years)), total=place == len(names))
            for place, head in enumerate(heads)
        )
        return b.Section(hand.say("firm.exports"), (b.Table(columns, rows),),
                         hand.say("firm.in_euro"))  # fmt: skip

    def relations(self) -> b.Section | None:
        """List partner and linked enterprises as declared; their class is not computed here."""
        hand = self._hand
        if not self._facts.relations:
            return None
        columns = (
            b.Column(hand.say("firm.relation_name"), 30),
            b.Column(hand.say("firm.relation_code"), 24, code=True),
            b.Column(hand.say("firm.relation_kind"), 18),
            b.Column(hand.say("firm.relation_share"), 14, Align.RIGHT),
        )
        rows = tuple(self._relation(held) for held in self._facts.relations)
        return b.Section(hand.say("firm.relations"), (b.Table(columns, rows),))

    def sessions(self) -> b.Section:
        """List the sessions attended, a row for each person, with credited minutes and share."""
        hand = self._hand
        name = hand.say("firm.sessions")
        held = self._sittings()
        if not held:
            return self._empty(name, "firm.no_sessions")
        columns = (
            b.Column(hand.say("firm.session_date"), 54),
            b.Column(hand.say("firm.session_title"), 212),
            b.Column(hand.say("firm.session_minutes"), 34, Align.RIGHT),
            b.Column(hand.say("firm.session_share"), 42, Align.RIGHT),
        )
        rows = tuple(self._sitting(sitting) for sitting in held)
        note = hand.say("firm.unsigned") if any(sitting.unsigned for sitting in held) else ""
        return b.Section(name, (b.Table(columns, rows, note),))

    def declarations(self) -> b.Section:
        """Give each declaration with its sign, its word and its date, then what is not recorded."""
        hand = self._hand
        name = hand.say("firm.declarations")
        if not self._facts.declarations:
            return self._empty(name, "firm.no_declarations")
        held = sorted(self._facts.declarations, key=lambda one: (one.code, one.year or 0))
        rows = b.SignedRows(tuple(self._declaration(one) for one in held))
        codes = {one.code.upper() for one in held}
        absent = [hand.choice("declaration", code) for code in _DECLARATIONS if code not in codes]
        if not absent:
            return b.Section(name, (rows,))
        said = hand.say("firm.not_recorded", names=hand.listed(absent))
        return b.Section(name, (rows, b.Paragraph(said, Tone.NOTE)))

    def consents(self) -> b.Section:
        """Give the consents as drawn boxes with words, and the privacy notice."""
        hand = self._hand
        asked = {held.purpose for held in self._facts.consents}
        purposes = [*_CONSENTS, *sorted(asked - set(_CONSENTS))]
        boxes = tuple(map(self._consent, purposes))
        notice = self._facts.firm.privacy_notice
        said = hand.say("firm.no_notice")
        if notice is not None and notice.given_on is not None:
            version = hand.known(notice.version)
            said = hand.say("firm.notice", version=version, day=hand.day(notice.given_on))
        note = b.Paragraph(said, Tone.NOTE)
        return b.Section(hand.say("firm.consents"), (b.Boxes(boxes), note))

    def _field(self, name: str, value: str | None, *, code: bool = False) -> b.Field:
        known = bool(value)
        return b.Field(self._hand.say(f"firm.{name}"), self._hand.known(value),
                       code=code and known,
                       ink=Ink.TEXT if known else Ink.SECONDARY)  # fmt: skip

    def _choice(self, group: str, value: str | None) -> str | None:
        return self._hand.choice(group, value) if value else None

    def _columns(self, *named: tuple[str, int]) -> tuple[b.Column, ...]:
        return tuple(
            b.Column(self._hand.say(f"firm.{name}"), share,
                     Align.RIGHT if place else Align.LEFT)
            for place, (name, share) in enumerate(named)
        )  # fmt: skip

    def _empty(self, name: str, key: str) -> b.Section:
        return b.Section(name, (b.Paragraph(self._hand.say(key), Tone.NOTE),))

    def _codes(self) -> list[b.Field]:
        """Give tax code and VAT number, in one row where they are one number."""
        firm = self._facts.firm
        if firm.tax_code and str(firm.tax_code) == str(firm.vat_number):
            return [self._field("both_codes", firm.tax_code, code=True)]
        return [
            self._field("tax_code", firm.tax_code, code=True),
            self._field("vat_number", firm.vat_number, code=True),
        ]

    def _status(self) -> str:
        firm, hand = self._facts.firm, self._hand
        status = hand.choice("status", firm.status)
        if firm.registered_on is None:
            return status
        return hand.say("firm.status_since", status=status, day=hand.day(firm.registered_on))

    def _activity(self) -> b.Field:
        held = self._facts.firm.ateco
        label = self._hand.say("firm.activity")
        if held is not None and held.edition:
            label = self._hand.say("firm.activity_edition", edition=held.edition)
        code = held.code if held else None
        return b.Field(label, self._hand.known(code), code=bool(code),
                       ink=Ink.TEXT if code else Ink.SECONDARY)  # fmt: skip

    def _site(self, site: Site) -> b.Field:
        label = self._hand.choice("site", site.kind)
        if site.status is SiteStatus.CLOSED:
            label = self._hand.say("firm.closed_site", site=label)
        return b.Field(label, self._hand.known(address(site.address)))

    def _person(self, person: Person) -> b.Field:
        hand = self._hand
        label = hand.say("firm.signs" if person.signs else "firm.no_role")
        said = [person_name(person, ""), hand.quoted(person.role)]
        lines = [hand.together(*said)]
        if person.languages:
            languages = hand.together(*(hand.tongue(code) for code in person.languages))
            lines.append(hand.say("firm.speaks", languages=languages))
        if person.phone:
            lines.append(hand.phone(person.phone))
        return b.Field(label, "\n".join(lines), code_note=person.email or "")

    def _relation(self, held: Relation) -> b.Row:
        hand = self._hand
        share = hand.percent(held.share) if held.share is not None else hand.known(None)
        kind = hand.choice("relation", held.kind)
        cells = (hand.known(held.name), hand.known(held.tax_code), kind, share)
        return b.Row(tuple(b.Cell(text) for text in cells))

    def _sittings(self) -> list[Sitting]:
        firm, least = self._facts.firm.id, threshold(self._programme)
        found = [s for held in self._facts.sessions for s in sittings(held, firm, least)]
        return sorted(found, key=lambda sitting: (_first_day(sitting), sitting.held.session.number))

    def _sitting(self, sitting: Sitting) -> b.Row:
        hand = self._hand
        person = next((held for held in self._facts.people if held.id == sitting.person), None)
        who = person_name(person, hand.say("firm.person_not_named"))
        day = _first_day(sitting)
        return b.Row((
            b.Cell(hand.date(day if day != date.min else None)),
            b.Cell(hand.quoted(sitting.held.session.title), note=who),
            b.Cell(hand.number(sitting.credited)),
            b.Cell(hand.share(sitting.share)),
        ))  # fmt: skip

    def _declaration(self, held: Declaration) -> b.Signed:
        hand = self._hand
        name = hand.choice("declaration", held.code)
        if held.year is not None:
            name = hand.say("firm.declaration_year", name=name, year=str(held.year))
        sign, said, ink = self._judged(held)
        return b.Signed(sign, name, said, ink)

    def _judged(self, held: Declaration) -> tuple[Sign, str, Ink]:
        hand = self._hand
        outcome = hand.choice("outcome", held.outcome)
        dated = hand.together(outcome, hand.date(held.date)) if held.date else outcome
        if held.outcome is Outcome.IRREGULAR:
            return Sign.BLOCKS, dated, Ink.MISSING
        if held.outcome is Outcome.UNKNOWN:
            return Sign.UNVERIFIABLE, dated, Ink.SECONDARY
        if held.code.upper() != DURC or held.date is None:
            return Sign.MET, dated, Ink.SECONDARY
        last = durc(held.date, self._on, rule_book().durc).last_day
        if last is None:
            return Sign.UNVERIFIABLE, dated, Ink.SECONDARY
        if last < self._on:
            said = hand.say("firm.expired", outcome=outcome, day=hand.date(last))
            return Sign.TO_SUPPLY, said, Ink.TO_SUPPLY
        valid = hand.say("firm.valid_to", day=hand.date(last))
        return Sign.MET, hand.together(outcome, valid), Ink.SECONDARY

    def _consent(self, purpose: str) -> b.Box:
        hand, held = self._hand, consent_of(self._facts.consents, purpose)
        name = hand.choice("consent", purpose)
        if held is None:
            return b.Box(hand.say("firm.consent_not_asked", name=name), ticked=False)
        answer = hand.say("common.yes" if held.given else "common.no")
        if held.date is None:
            return b.Box(hand.say("firm.consent", name=name, answer=answer), ticked=held.given)
        day = hand.date(held.date)
        said = hand.say("firm.consent_dated", name=name, answer=answer, day=day)
        return b.Box(said, ticked=held.given)


def address(held: Address | None) -> str:
    """Write an address in one line: Via dei Mille 14, 20900 Monza (MB)."""
    if held is None:
        return ""
    street = " ".join(part for part in (held.street, held.number) if part)
    town = " ".join(part for part in (held.postcode, held.town) if part)
    if held.province:
        town = f"{town} ({held.province})".strip()
    return ", ".join(part for part in (street, town) if part)


def town(facts: FirmFacts) -> str:
    """Give the town of a firm's registered office, with its province: Cantù (CO)."""
    return town_of(facts.firm)


def town_of(firm: Firm) -> str:
    """Give the same for a firm alone."""
    held = firm.registered_office
    if held is None or not held.town:
        return ""
    return f"{held.town} ({held.province})" if held.province else held.town


def products_lead(products: str | None) -> str:
    """Give the products if they are short enough to stand under a firm's name, else nothing."""
    short = products is not None and len(products) <= _LONGEST_LEAD and "\n" not in products
    return products if products and short else ""


def _export_share(held: Accounts) -> Fraction | None:
    if held.export_turnover is None or not held.turnover:
        return None
    return Fraction(held.export_turnover, held.turnover)


def _year_column(year: int) -> b.Column:
    return b.Column(str(year), 17, Align.RIGHT)


def _first_day(sitting: Sitting) -> date:
    slots = in_order(sitting.held.slots)
    return slots[0].date if slots else date.min
