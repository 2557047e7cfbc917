"""The satisfaction form: seven marks from 1 to 5, the main benefit, and no name."""

from desktop.documents import blocks as b
from desktop.documents.content.form_parts import ticks
from desktop.documents.content.frame import context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.content.journey import Journey
from desktop.documents.looks import Tone
from desktop.documents.sources import AttendanceSource, DossierSource, Imprint, NoticeSource

KIND = "satisfaction"
MARKS = ("1", "2", "3", "4", "5")
OF_MISSION = ("organisation", "counterparts", "meetings", "interpreter", "information",
              "logistics", "overall")  # fmt: skip
OF_SESSION = ("organisation", "content", "teachers", "materials", "usefulness", "overall")
BENEFITS = ("new_markets", "network", "opportunities", "institutions", "rules", "none")
_LINES = 5


def compose(
    source: DossierSource | AttendanceSource | NoticeSource, imprint: Imprint, hand: Hand
) -> b.Paper:
    """Decide all that the form says: of a mission, of a session, or of neither by name."""
    kind = hand.say("kind.satisfaction")
    about, days = _about(source, imprint, hand)
    asked = OF_SESSION if isinstance(source, AttendanceSource) else OF_MISSION
    rows = tuple(
        b.ScaleRow(str(n), hand.say(f"satisfaction_mark.{name}")) for n, name in enumerate(asked, 1)
    )
    sheet = b.Sheet(
        anchor="satisfaction",
        outline=kind,
        context=context(days, imprint, hand),
        label=kind,
        label_note=hand.say("form.blank_note"),
        title=about or hand.say("satisfaction.title"),
        lead=hand.say("satisfaction.lead"),
        sections=(
            b.Section(hand.say("satisfaction.marks"), (b.Scale(MARKS, rows),),
                      hand.say("satisfaction.scale")),
            b.Section(hand.say("satisfaction.benefit"),
                      (ticks("satisfaction_benefit", BENEFITS, (), hand),)),
            b.Section(hand.say("satisfaction.again"),
                      (ticks("meeting_held", ("yes", "no"), (), hand),)),
            b.Section(hand.say("satisfaction.better"), (b.Ruled(_LINES),)),
            b.Section(hand.say("form.privacy_title"),
                      (b.Paragraph(hand.say("satisfaction.privacy"), Tone.NOTE),)),
        ),
        continued=hand.say("common.continued_from"),
    )  # fmt: skip
    held = furniture(imprint, source.programme, kind, hand)
    return b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {about or hand.say('form.blank')}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(sheet,),
    )


def _about(
    source: DossierSource | AttendanceSource | NoticeSource, imprint: Imprint, hand: Hand
) -> tuple[str, str]:
    """Name what is being judged, and its place and days."""
    if isinstance(source, DossierSource):
        journey = Journey(source, imprint, hand)
        return journey.title, journey.place_and_days
    if isinstance(source, AttendanceSource):
        days = sorted(slot.date for slot in source.session.slots)
        held = hand.period(days[0], days[-1]) if days else ""
        return hand.quoted(source.session.session.title), held
    return "", ""
