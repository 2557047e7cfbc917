"""Files that were handed in, as the papers look at them: which are bound, which is the latest."""

from desktop.documents.content.hand import Hand
from desktop.documents.sources import ApplicationFacts, FileFacts
from desktop.domain.records import Attachment
from desktop.domain.records import AttachmentType as T

BOUND = (T.DECLARATION, T.DURC, T.VISURA, T.CATALOGUE)
"""What a dossier binds, in its order (domain 5.9). Passports and documents of people never."""


def bound(held: ApplicationFacts) -> list[FileFacts]:
    """Give the files of an application that a dossier binds, kind by kind, the latest first."""
    files = [file for file in held.files if file.attachment.type in BOUND]
    latest = sorted(files, key=lambda file: file.attachment.added_at, reverse=True)
    return sorted(latest, key=lambda file: BOUND.index(file.attachment.type))


def signed(held: ApplicationFacts, code: str) -> Attachment | None:
    """Give the latest signed copy of a declaration."""
    copies = [f.attachment for f in held.files if f.attachment.type is T.DECLARATION]
    of_code = [one for one in copies if (one.declaration or "").upper() == code.upper()]
    return max(of_code, key=lambda one: one.added_at, default=None)


def latest(held: ApplicationFacts, code: str) -> Attachment | None:
    """Give the file of a type that was handed in last."""
    of_type = [f.attachment for f in held.files if f.attachment.type == code]
    return max(of_type, key=lambda one: one.added_at, default=None)


def type_name(code: str, hand: Hand) -> str:
    """Name a type of file; one that the papers do not know is named by its code."""
    return hand.choice("attachment", code)


def short_name(attachment: Attachment, hand: Hand) -> str:
    """Name a file in few words: a declaration by what it declares."""
    if attachment.declaration:
        return hand.choice("declaration", attachment.declaration)
    return type_name(attachment.type, hand)


def name_of(attachment: Attachment, hand: Hand) -> str:
    """Name a file by what it is, with its date where it has one."""
    name = short_name(attachment, hand)
    if attachment.declaration:
        name = hand.say("copies.declaration", name=name)
    if attachment.dated is None:
        return name
    return hand.say("copies.dated", name=name, day=hand.date(attachment.dated))
