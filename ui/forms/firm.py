"""Where the fields of a firm stand in its form."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from desktop.domain.records import Accounts, Aid, Consent, Declaration, Person, Relation, Site
from desktop.texts import Texts
from ui.forms.layout import Options, Place, Rows, Section, Sheet

P = Place


class FirmSheets(QObject):
    """Gives the sheets of a firm's form in the window's language."""

    def __init__(self, texts: Texts, sectors: Mapping[str, tuple[str, str]]) -> None:
        super().__init__()
        self._texts = texts
        self._sectors = sectors

    def all(self) -> tuple[Sheet, ...]:
        """Give every sheet; the first is enough to register a firm."""
        return (self._main(), self._activity(), self._people(), self._money(), self._papers())

    def _phrases(self, group: str) -> Options:
        words = ((key, self._texts.say(group, key)) for key in self._texts.keys(group))
        return sorted(words, key=lambda option: option[1].casefold())

    def _main(self) -> Sheet:
        return Sheet(self.tr("Who and where"), (
            Section(self.tr("Who it is"), (
                (P("name", 13), P("legal_form", 11)),
                (P("tax_code"), P("vat_number"), P("rea")),
                (P("registered_on"), P("ateco.code", 5),
                 P("ateco.edition", 3, label=self.tr("Edition")), P("status")),
            )),
            Section(self.tr("Where"), (
                (P("registered_office.street", 9),
                 P("registered_office.number", 3, label=self.tr("No.")),
                 P("registered_office.postcode", 3), P("registered_office.town", 6),
                 P("registered_office.province", 3)),
            ), self._texts.field("firm", "registered_office").lower()),
            Section(self.tr("How to reach it"), (
                (P("pec"), P("email"), P("website")),
                (P("phone"), P("mobile"), P("kind")),
            )),
        ))  # fmt: skip

    def _activity(self) -> Sheet:
        english = int(self._texts.language == "en")
        sectors = [(code, names[english]) for code, names in self._sectors.items()]
        return Sheet(self.tr("Activity"), (
            Section(self.tr("What it does"), (
                (P("sectors", 12, options=sectors), P("products", 12, lines=6)),
                (P("certifications", 12), P("hs_codes", 12)),
                (P("experience"), P("special_section"), P("other_ateco")),
            )),
            Section(self.tr("In its own words"), (
                (P("profile.it", 12, lines=4), P("profile.en", 12, lines=4)),
                (P("profile.fr", 12, lines=3), P("profile.ar", 12, lines=3)),
            ), self.tr("for the catalogue and the papers abroad")),
            Section(self.tr("Where the data come from"), (
                (P("source"), P("register_date"), P("fiscal_year_start")),
                (P("former_names", 12), P("notes", 12, lines=2)),
            )),
        ))  # fmt: skip

    def _people(self) -> Sheet:
        return Sheet(self.tr("People and sites"), (
            Rows(self.tr("People"), Person.KIND, (
                P("family_name", 4), P("given_name", 3), P("role", 5), P("email", 6),
                P("phone", 4), P("languages", 2),
            ), self.tr("Add a person")),
            Rows(self.tr("Sites"), Site.KIND, (
                P("kind", 4), P("address.street", 7), P("address.number", 2, label=self.tr("No.")),
                P("address.postcode", 3), P("address.town", 4),
                P("address.province", 2, label=self.tr("Prov.")), P("status", 2),
            ), self.tr("Add a site"), self.tr("operating sites and local units")),
        ))  # fmt: skip

    def _money(self) -> Sheet:
        regulations = [(key, key) for key in sorted(self._texts.keys("regulation"))]
        return Sheet(self.tr("Accounts and aid"), (
            Rows(self.tr("Accounts"), Accounts.KIND, (
                P("year", 4), P("staff", 4), P("turnover", 5), P("balance", 5),
                P("export_turnover", 6),
            ), self.tr("Add a year"), self.tr("approved years, in euro")),
            Rows(self.tr("De minimis aid"), Aid.KIND, (
                P("date", 4), P("amount", 4),
                P("regulation", 5, options=regulations), P("grantor", 7), P("reference", 4),
            ), self.tr("Add an aid")),
            Rows(self.tr("Partner and linked enterprises"), Relation.KIND, (
                P("kind", 4), P("name", 6), P("tax_code", 4), P("share", 3), P("year", 2),
                P("staff", 2), P("turnover", 3),
            ), self.tr("Add an enterprise")),
        ))  # fmt: skip

    def _papers(self) -> Sheet:
        return Sheet(self.tr("Declarations, consents"), (
            Rows(self.tr("Declarations"), Declaration.KIND, (
                P("code", 10, options=self._phrases("declaration")), P("outcome", 5), P("year", 3),
                P("date", 6),
            ), self.tr("Add a declaration")),
            Rows(self.tr("Consents"), Consent.KIND, (
                P("purpose", 11, options=self._phrases("purpose")), P("given", 3), P("date", 5),
                P("channel", 5),
            ), self.tr("Add a consent")),
            Section(self.tr("Privacy notice"), (
                (P("privacy_notice.version"), P("privacy_notice.given_on")),
            )),
        ))  # fmt: skip
