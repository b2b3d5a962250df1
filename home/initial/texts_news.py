"""The news: the four posts of the old site, the annual report they announce, and an invitation as an example."""

import datetime as dt

from core.danish.dates import first_thursday_after_new_year, long_date
from home.initial.shapes import PageText, text

# The old site shows its posts in this order but not their days: these are chosen.
LAUNCHED = dt.date(2016, 12, 1)
GREETED = dt.date(2016, 12, 16)
INVITED = dt.date(2016, 12, 19)
RECEPTION_2017 = dt.date(2017, 1, 5)
REPORTED = dt.date(2017, 1, 6)

RECEPTION_HOUR = 15
SIGN_UP_DAYS = 10

INDEX = PageText(
    title="Nyheder",
    summary="Her kan du se, hvad der sker hos os. Du finder også vores invitationer.",
    in_menu=True,
)

LAUNCH = PageText(
    title="Velkommen til vores nye hjemmeside",
    summary="Nu kan du se, hvad vi laver, og finde den, du skal tale med.",
    picture="vindue-kommunikation.png",
    body=(
        text("""
            <p>Vi har arbejdet længe på den. Nu er den her endelig, og det er vi både stolte og glade for.</p>
            <p>Vi håber, at siden viser, hvad vi går og laver. Læs om <a href="page:/det-goer-vi/">det, vi gør</a>,
            eller følg med i <a href="page:/nyheder/">nyhederne</a>. Vil du tale med os, så find
            <a href="page:/kontakt/">den, du skal ringe til</a>.</p>
            <p>Er der noget, du savner? Ring og sig det. Så kan vi gøre siden bedre.</p>
        """),
    ),
)

GREETING = PageText(
    title="Video-julehilsen fra alle os til alle jer",
    summary="Vi siger tak for samarbejdet i 2016 og ønsker glædelig jul. Filmen har undertekster.",
    picture="hilsen.png",
    body=(
        text("""
            <p>Glædelig jul og godt nytår! Mest af alt vil vi sige tak for samarbejdet i 2016.</p>
            <p>Vi håber også at kunne sige godt nytår til dig selv. Alle er meget velkomne, når vi holder
            <a href="page:/nyheder/invitation-til-nytaarskur/">nytårskur den 5. januar</a>.</p>
            <p>Se filmen, før du går på juleferie. Det er en tegnefilm på 26 sekunder, og der er ingen tale i den.
            Du kan også læse alt, hvad der sker i filmen, her på siden.</p>
        """),
    ),
)

INVITATION = PageText(
    title="Invitation til nytårskur",
    summary="Torsdag den 5. januar 2017 kl. 15.00 samler vi alle dem, vi arbejder sammen med.",
    picture="doere.png",
    body=(
        text("""
            <p>Kære samarbejdspartner</p>
            <p>Kom til nytårskur hos os i sekretariatet torsdag den 5. januar kl. 15.00.</p>
            <p>Et nyt år er en god anledning til at samle alle dem, vi arbejder godt sammen med.
            Vi serverer lidt godt. Du kan også se vores nye årsskrift.</p>
            <p>Vi glæder os til at sige godt nytår.</p>
        """),
    ),
)

REPORT_POST = PageText(
    title="Årsskrift 2016",
    summary="Vi ser tilbage på året, der gik, men mest frem mod 2017. Du kan læse det hele her.",
    picture="gaard.png",
    body=(
        text("""
            <p>Til nytårskuren den 5. januar viste vi vores nye årsskrift frem. Nu kan alle læse det.</p>
            <p>Det handler om det, vi gjorde i 2016. Men mest af alt handler det om det, der kommer:
            Hvad vil vi kæmpe for i 2017?</p>
            <p>Åbn det som PDF herunder. Du kan læse det på skærmen, hente det og sende det videre.</p>
        """),
    ),
)

PUBLICATIONS = PageText(
    title="Udgivelser",
    summary="Her ligger vores årsskrift. Du kan læse det på skærmen eller hente det som PDF.",
    in_menu=True,
)

REPORT = PageText(
    title="Årsskrift 2016",
    summary="Hvad har vi kæmpet for, og hvad kommer nu? Læs om 2016 og om det, vi vil i 2017.",
    picture="aarsskrift-2016-forside.png",
    body=(
        text("""
            <p>Prøvetekst: PDF-filen er skrevet som eksempel, indtil sekretariatet lægger sit eget årsskrift ind.</p>
            <p>Årsskriftet har et kapitel om hver af de fem ting, vi gør. Til sidst kan du læse, hvad vi vil
            i det nye år.</p>
        """),
    ),
)


def coming_reception(today: dt.date) -> dt.date:
    """Return the day of the next reception that is still to come after today."""
    day = first_thursday_after_new_year(today.year)
    return day if day > today else first_thursday_after_new_year(today.year + 1)


def sign_up_deadline(day: dt.date, today: dt.date) -> dt.date:
    """Return the last day to sign up for a reception: ten days before, or today when that is gone already."""
    return max(today, day - dt.timedelta(days=SIGN_UP_DAYS))


def sample_invitation(day: dt.date) -> PageText:
    """Return an invitation to the reception of that day, marked as an example."""
    when = f"{long_date(day)} kl. {RECEPTION_HOUR}.00"
    return PageText(
        title=f"Nytårskur {day.year}",
        summary="Eksempel: Vi begynder det nye år sammen hos os i sekretariatet. Tilmeld dig her på siden.",
        picture="tage.png",
        body=(
            text(f"""
                <p>Eksempel: Denne invitation viser, hvordan en åben invitation ser ud. Sekretariatet retter den
                eller sletter den.</p>
                <p>Kære samarbejdspartner</p>
                <p>Kom til nytårskur {when}. Vi samler alle dem, vi arbejder sammen med, og siger tak for året.</p>
                <p>Du må gerne tage kolleger med. Skriv i tilmeldingen, hvor mange I er.</p>
            """),
        ),
    )
