"""The pages of the window by name; a page is loaded and made when it is first opened."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

from ui.page import Page
from ui.workplace import Workplace


def load() -> None:
    """Load the pages' modules and all that they need: behind the window, before they are opened."""
    for module in _MODULES:
        import_module(f"ui.pages.{module}")


_MODULES: list[str] = []


def _page(module: str, name: str, *, seldom: bool = False) -> Callable[[Workplace], Page]:
    """Give the maker of a page, whose module (and what it needs) waits until it is asked for.

    What is `seldom` opened is not loaded before: it would cost every desk its memory.
    """
    if not seldom:
        _MODULES.append(module)

    def make(place: Workplace) -> Page:
        maker = getattr(import_module(f"ui.pages.{module}"), name)
        return cast("Callable[[Workplace], Page]", maker)(place)

    return make


PAGES: Mapping[str, Callable[[Workplace], Page]] = MappingProxyType({
    "today": _page("home", "HomePage"),
    "firms": _page("firms", "FirmsPage"),
    "firm-form": _page("firm_form", "FirmFormPage"),
    "imports": _page("imports", "ImportsPage"),
    "sessions": _page("sessions", "SessionsPage"),
    "session-form": _page("sessions_form", "SessionFormPage"),
    "questionnaire-form": _page("questionnaire", "QuestionnaireFormPage", seldom=True),
    "missions": _page("missions", "MissionsPage"),
    "mission-form": _page("missions_form", "MissionFormPage"),
    "application": _page("application", "ApplicationPage"),
    "application-form": _page("missions_application", "ApplicationFormPage"),
    "letters": _page("letters", "LettersPage", seldom=True),
    "papers": _page("papers", "PapersPage"),
    "indicators": _page("indicators", "IndicatorsPage", seldom=True),
    "exchange": _page("exchange", "ExchangePage"),
    "programmes": _page("programmes", "ProgrammesPage", seldom=True),
    "programme-draft": _page("programme_draft", "ProgrammeDraftPage", seldom=True),
    "programme-trial": _page("programme_trial", "ProgrammeTrialPage", seldom=True),
    "settings": _page("settings", "SettingsPage"),
    "keys": _page("keys", "KeysPage"),
})  # fmt: skip
