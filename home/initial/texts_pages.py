"""The front page, about us, contact, and the pages that the law asks for."""

from home.initial.shapes import PageText, address, picture, text

TAGLINE = "Beboernes vagthund i Aarhus siden 2007"
TOWN = "Aarhus"

HOME_HEADING = "Vi holder vagt, så\u00a0beboerne bliver hørt."
HOME_LEAD = (
    "Det Boligsociale Fællessekretariat taler for dem, der bor i Aarhus’ udsatte boligområder. "
    "Vi tager deres sag med til kommunen, staten og boligorganisationerne. Og vi bliver ved."
)
HOME = PageText(
    title="Forside",
    summary="Vi taler for dem, der bor i Aarhus’ udsatte boligområder. Her ser du, hvem du kan ringe til.",
    picture="vagthund.png",
)

LEADER = {"name": "Thomas Højmark Fegar", "title": "Sekretariatsleder", "phone": "+4522281922"}

# The two cornerstones; how we work with each, in a sentence or two.
CORNERSTONES = {
    "Boligorganisationerne i Aarhus": "De oprettede os i 2007. De kan regne med os: Vi gør det, vi har sagt ja til.",
    "Aarhus Kommune": "Vi møder op og gør vores del. Vi er også vagthunden, der ikke giver slip.",
}

ABOUT = PageText(
    title="Om os",
    summary="Vi er beboernes vagthund i Aarhus. Det har vi været siden 2007.",
    picture="vagthund.png",
    in_menu=True,
    body=(
        picture("vagthund.png"),
        text("""
            <h2>Hvem er vi?</h2>
            <p>Byens almene boligorganisationer oprettede Det Boligsociale Fællessekretariat i 2007.
            Nogen skulle tale for dem, der bor i de udsatte boligområder. Det gør vi.</p>
            <h2>Hvem taler vi med?</h2>
            <p>Vi tager beboernes sag med til kommunen, staten og boligorganisationerne. Vi arbejder godt sammen
            med dem alle. Vi siger også fra, når det er det, der skal til.</p>
            <h2>Hvem gør vi det for?</h2>
            <p>For beboerne. Det er dem, det skal gavne, hver gang.</p>
            <p>Læs mere om <a href="page:/det-goer-vi/">det, vi gør</a>, eller
            <a href="page:/kontakt/">ring til os</a>.</p>
        """),
    ),
)

PEOPLE = PageText(
    title="Medarbejdere",
    summary="Ring direkte til den, du vil tale med. Ved du ikke, hvem det er? Så ring til lederen.",
    picture="doere.png",
    in_menu=True,
)

PRESS = PageText(
    title="Presse",
    summary="Skriver du om Aarhus’ udsatte boligområder? Så ring til lederen. Nummeret går direkte til ham.",
    picture="vindue-kommunikation.png",
    in_menu=True,
    body=(
        text("""
            <h2>Det kan du bruge</h2>
            <ul>
            <li>Hvad mener vi? Læs om <a href="page:/det-goer-vi/interessevaretagelse/">beboernes vagthund</a>.</li>
            <li>Hvad har vi lavet? Læs <a href="page:/udgivelser/aarsskrift-2016/">Årsskrift 2016</a>.</li>
            <li>Hvad sker der nu? Følg <a href="page:/nyheder/">nyhederne</a>.</li>
            </ul>
            <p>Du må gerne citere os. Skriv blot, hvor det kommer fra.</p>
            <h2>Kort om os</h2>
            <p>Det Boligsociale Fællessekretariat taler for dem, der bor i Aarhus’ udsatte boligområder.
            Byens almene boligorganisationer oprettede os i 2007.</p>
        """),
    ),
)

HELP_HEADING = "Hvem kan hjælpe mig?"
HELP = PageText(
    title="Få hjælp",
    summary="Tryk på det, der ligner dit spørgsmål. Så ser du, hvem du kan ringe til.",
    picture="doere.png",
    in_menu=True,
)
# Name, when to call, and the number; a resident's own housing association is another for each of them.
OTHERS = (
    ("Alarm 112", "Ring, når nogen er i fare lige nu.", "112"),
    ("Politiet", "Ring, når det ikke haster.", "114"),
    ("Aarhus Kommune", "Ring om skole, pas eller hjælp i hjemmet.", "89 40 20 00"),
    ("Din boligorganisation", "Spørg dem om husleje, og når noget er i stykker hjemme hos dig.", ""),
)

CONTACT = PageText(
    title="Kontakt",
    summary="Ved du ikke, hvem du skal tale med? Så ring til lederen. Sammen finder I den rette.",
    picture="vagthund.png",
    in_menu=True,
    body=(
        text("""
            <h2>Hvad drejer det sig om?</h2>
            <ul>
            <li><a href="page:/det-goer-vi/interessevaretagelse/">Hvem taler vores sag?</a></li>
            <li><a href="page:/det-goer-vi/analyse/">Hvor finder jeg tal om et boligområde?</a></li>
            <li><a href="page:/det-goer-vi/omraade-og-projektstoette/">Vi vil i gang med noget i vores område.</a></li>
            <li><a href="page:/det-goer-vi/netvaerksarbejde/">Jeg vil møde andre, der laver det samme.</a></li>
            <li><a href="page:/om-os/presse/">Jeg er journalist og vil stille et spørgsmål.</a></li>
            </ul>
            <p>Her ser du, <a href="page:/faa-hjaelp/">hvem der kan hjælpe dig</a>, også når det ikke er os.
            Du kan også se <a href="page:/om-os/medarbejdere/">alle, der arbejder her</a>.</p>
            <h2>Pas på dine oplysninger</h2>
            <p>Skriv ikke cpr-nummer i en mail. Skriv heller ikke om sygdom. Ring i stedet.</p>
            <h2>Her er vi</h2>
        """),
        address(),
    ),
)

ACCESSIBILITY = PageText(
    title="Tilgængelighed",
    summary="Alle skal kunne læse siden og finde hjælp. Kan du ikke det, er det en fejl. Sig det til os.",
    picture="dagslys.png",
    body=(
        text("""
            <h2>Sådan er siden lavet</h2>
            <ul>
            <li>Den skal følge reglerne i WCAG 2.2 på niveau AA.</li>
            <li>Du kan bruge den med tastatur, skærmlæser og stor skrift.</li>
            <li>Filmen har undertekster. Du kan også læse alt, hvad der sker i den.</li>
            <li>Årsskriftet er en PDF, der kan læses højt.</li>
            </ul>
            <h2>Det mangler vi</h2>
            <ul>
            <li>Siden findes kun på dansk.</li>
            <li>Årsskriftet findes kun som PDF.</li>
            <li>Staten har et skema, hvor vi skal skrive, hvad der virker, og hvad der ikke gør.
            Det er ikke udfyldt endnu. Indtil da står det her.</li>
            </ul>
            <h2>Sig til</h2>
            <p>Er der noget, du ikke kan bruge? Så ring. Vi finder en anden måde, og vi retter fejlen.</p>
            <p>Hjælper det ikke, kan du klage. Det gør du til Digitaliseringsstyrelsen.</p>
        """),
    ),
)

PRIVACY = PageText(
    title="Privatliv",
    summary="Du kan læse hele siden, uden at vi ved, hvem du er.",
    body=(
        text("""
            <h2>Når du læser siden</h2>
            <ul>
            <li>Vi bruger ingen cookies til dig, der læser.</li>
            <li>Vi tæller ikke, hvem der kommer.</li>
            <li>Siden henter intet fra andre steder. Så er der heller ingen andre, der kan følge dig.</li>
            <li>Søger du forgæves, tæller vi ordet, hvis det sker flere dage. Vi ved ikke, hvem der søger.</li>
            </ul>
            <p>De, der skriver på siden, logger ind. De får en cookie, så siden kan kende dem.</p>
            <h2>Når du siger ja til en invitation</h2>
            <p>Du skriver navn, e-mail, arbejdssted og hvor mange I er. Vi spørger ikke om helbred eller mad.
            Kun vi i sekretariatet ser det. Du får en mail. Med den kan du rette det eller melde afbud.</p>
            <p>Vi sletter det, når dagen er gået. Hvilken dag det sker, står, hvor du tilmelder dig.
            Så ved vi kun, hvor mange der kom. Du kan også ringe i stedet for at skrive.</p>
            <p>Nogle forsøger at fylde listen med falske navne. Derfor tæller vi, hvor tit der kommer noget fra det
            samme net. Det tal sletter vi efter et døgn.</p>
            <h2>Når du ringer eller skriver</h2>
            <p>Vi bruger det, du siger, til at hjælpe dig. Skriv ikke cpr-nummer i en mail.</p>
            <h2>Navne og billeder</h2>
            <p>Vi viser navn og nummer på dem, der arbejder her. Vi viser kun et billede af et menneske,
            der har sagt ja. Siger du nej igen, tager vi det af.</p>
            <h2>Det har du ret til</h2>
            <p>Du kan få at vide, hvad vi har om dig. Du kan få det rettet eller slettet. Ring til os,
            så gør vi det. Det er Det Boligsociale Fællessekretariat, der har ansvaret.</p>
            <p>Du kan også klage til Datatilsynet.</p>
        """),
    ),
)
