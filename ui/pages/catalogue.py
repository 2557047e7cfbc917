"""The pages of the window by name; a page is made when it is first opened."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ui.page import Page
from ui.pages.firm_form import FirmFormPage
from ui.pages.firms import FirmsPage
from ui.pages.home import HomePage
from ui.pages.imports import ImportsPage
from ui.pages.keys import KeysPage
from ui.pages.missions import MissionsPage
from ui.pages.missions_application import ApplicationFormPage
from ui.pages.missions_form import MissionFormPage
from ui.pages.papers import PapersPage
from ui.pages.sessions import SessionsPage
from ui.pages.sessions_form import SessionFormPage
from ui.pages.settings import SettingsPage
from ui.workplace import Workplace

PAGES: Mapping[str, Callable[[Workplace], Page]] = MappingProxyType({
    "today": HomePage,
    "firms": FirmsPage,
    "firm-form": FirmFormPage,
    "imports": ImportsPage,
    "sessions": SessionsPage,
    "session-form": SessionFormPage,
    "missions": MissionsPage,
    "mission-form": MissionFormPage,
    "application-form": ApplicationFormPage,
    "papers": PapersPage,
    "settings": SettingsPage,
    "keys": KeysPage,
})  # fmt: skip
