"""What the secretariat does: the five mission pages with their topics."""

from dataclasses import dataclass

from home.initial.shapes import PageText, quote, text


@dataclass(frozen=True, kw_only=True)
class Mission:
    """A topic (the question a resident would ask, its window) and its page."""

    question: str
    window: str
    heading: str
    page: PageText
    with_cornerstones: bool = False


SECTION = PageText(
    title="Det gør vi",
    summary="Vi gør fem ting. De har alle det samme mål: at det gavner dem, der bor i områderne.",
    picture="gade.png",
    in_menu=True,
)

MISSIONS = (
    Mission(
        question="Hvem taler vores sag?",
        window="vindue-interesse.png",
        heading="Beboernes vagthund",
        with_cornerstones=True,
        page=PageText(
            title="Interessevaretagelse",
            summary=(
                "Politikerne skal tænke på de udsatte boligområder først, ikke sidst. "
                "Vi tager beboernes sag med ind, hvor der bliver bestemt."
            ),
            picture="gade.png",
            in_menu=True,
            body=(
                text("""
                    <p>Det, der sker i et boligområde, bliver ofte afgjort et andet sted. Derfor møder vi op.
                    Vi taler beboernes sag i kommunen og alle andre steder, hvor deres stemme skal høres.</p>
                    <p>Vi vil have de udsatte boligområder højt op på den politiske dagsorden.
                    Og vi vil have dem til at blive der.</p>
                    <h2>Erfaringerne skal tælle</h2>
                    <p>Ude i helhedsplanerne har man prøvet meget af. Der ved man, hvad der virker.
                    De metoder og erfaringer skal anerkendes. Det er et stort arbejde. Det er også politik.</p>
                    <h2>Nogen skal blive</h2>
                    <p>Kommune og stat skal være i områderne hele tiden. Ikke kun, når der er uro.
                    Det holder vi dem fast på.</p>
                """),
                quote("Nogle områder har brug for, at hjælpen er der hver dag."),
                text("""
                    <p>Det kalder vi et fast beredskab. Vi vil vise, hvorfor der er brug for det.
                    Og vi vil udvikle det sammen med dem, det angår.</p>
                    <h2>Vi gør det sammen med andre</h2>
                    <p>Vi vil arbejde sammen med alle, der betyder noget for områderne. Nogle er her i byen.
                    Andre arbejder i hele landet. I dag er det mange af kommunens forvaltninger
                    og mange organisationer.</p>
                    <p>De kender os på to måder. Vi er en seriøs partner, der kan sit fag. Vi tager ansvar,
                    og vi er med i det, vi har sagt ja til. Men vi er også vagthunden. Vi holder stædigt fast,
                    så det går fremad for områderne og for dem, der bor der.</p>
                    <p>Målet er altid det samme: Det skal gavne beboerne mest muligt.</p>
                """),
            ),
        ),
    ),
    Mission(
        question="Hvor finder jeg tal om et boligområde?",
        window="vindue-analyse.png",
        heading="Viden, der kan bruges",
        page=PageText(
            title="Analyse",
            summary=(
                "Den, der vil tale beboernes sag, skal kende den. Derfor samler vi viden om de udsatte boligområder."
            ),
            picture="dagslys.png",
            in_menu=True,
            body=(
                text("""
                    <p>Et tal kan sige noget om et område. Det siger aldrig det hele. Derfor lytter vi også til dem,
                    der bor der, og til dem, der arbejder der.</p>
                    <h2>Hvad hjælper?</h2>
                    <p>Det tager tid at ændre noget. Vi spørger, hvad der hjælper i det lange løb.
                    Vi spørger også, hvad der ikke gør. Ude i helhedsplanerne ved man meget om det.
                    Den viden må ikke gå tabt.</p>
                    <h2>Viden skal ud at arbejde</h2>
                    <p>Viden i en skuffe hjælper ingen. Vi vil skrive kort og klart. Så kan alle være med:
                    beboere, fagfolk og politikere.</p>
                    <p>Hvert år gør vi status. Du kan læse den i <a href="page:/udgivelser/">vores årsskrift</a>.</p>
                    <h2>Leder du efter noget?</h2>
                    <p>Ring, hvis du skal bruge et tal eller vil vide mere om et område. Så siger vi, hvad vi ved.
                    Og ved vi det ikke, så hjælper vi dig videre.</p>
                """),
            ),
        ),
    ),
    Mission(
        question="Vi vil i gang med noget i vores område",
        window="vindue-omraade.png",
        heading="En hånd med dér, hvor det sker",
        page=PageText(
            title="Område- og projektstøtte",
            summary="Det vigtigste arbejde sker ude i områderne. Vi hjælper dem, der gør det.",
            picture="opgang.png",
            in_menu=True,
            body=(
                text("""
                    <p>De, der er i et område hver dag, kender det bedst. Vi kommer ikke med et færdigt svar.
                    Vi spørger, hvad der er brug for.</p>
                    <h2>Fra idé til noget, der virker</h2>
                    <p>En god idé skal blive til en plan. Planen skal blive til noget. På den vej er det godt
                    at have nogen at spørge. Vi tænker med, læser med og finder dem, der har prøvet det før.</p>
                    <h2>Brug det, andre har lært</h2>
                    <p>I helhedsplanerne er der samlet mange erfaringer. Dem vil vi have i brug.
                    Så skal ingen begynde forfra.</p>
                    <h2>Vil I i gang?</h2>
                    <p>Bor du i et område, eller arbejder du der? Ring og fortæl, hvad I tænker på.
                    Idéen behøver ikke være færdig.</p>
                """),
            ),
        ),
    ),
    Mission(
        question="Jeg vil møde andre, der laver det samme",
        window="vindue-netvaerk.png",
        heading="Ingen løfter et boligområde alene",
        page=PageText(
            title="Netværksarbejde",
            summary="Mange arbejder for det samme, men hver for sig. Vi bringer dem sammen.",
            picture="hilsen.png",
            in_menu=True,
            body=(
                text("""
                    <p>Når folk mødes, kan de lære af hinanden. Så skal de ikke lave de samme fejl.
                    Og de kan sige det samme, når det gælder.</p>
                    <h2>Hvem er med?</h2>
                    <p>Vi vil arbejde sammen med alle, der betyder noget for områderne. I dag er det:</p>
                    <ul>
                    <li>boligorganisationerne i Aarhus</li>
                    <li>mange af kommunens forvaltninger</li>
                    <li>organisationer her i byen</li>
                    <li>organisationer, der arbejder i hele landet</li>
                    </ul>
                    <h2>Vi begynder året sammen</h2>
                    <p>I januar holder vi nytårskur. Her samler vi dem, vi arbejder sammen med.
                    Du finder den næste under <a href="page:/nyheder/">nyheder</a>.</p>
                    <h2>Savner du nogen at tale med?</h2>
                    <p>Sidder du alene med noget, som andre også kender til? Ring, så finder vi dem.</p>
                """),
            ),
        ),
    ),
    Mission(
        question="Jeg skriver om et område. Hvem svarer?",
        window="vindue-kommunikation.png",
        heading="Områderne, som de er",
        page=PageText(
            title="Kommunikation",
            summary="Et udsat boligområde er også et hjem. Det vil vi gerne fortælle om.",
            picture="gaard.png",
            in_menu=True,
            body=(
                text("""
                    <p>Her er hverdag, naboer og børn på vej i skole. Vi skjuler ikke det, der er svært.
                    Men det er ikke hele historien.</p>
                    <h2>Beboerne først</h2>
                    <p>Den, der bor et sted, ved noget, som andre ikke ved. Derfor skal beboernes egne ord
                    fylde mere end vores.</p>
                    <h2>Her kan du følge med</h2>
                    <ul>
                    <li><a href="page:/nyheder/">Nyheder</a>: Se, hvad der sker lige nu.</li>
                    <li><a href="page:/udgivelser/">Udgivelser</a>: Læs vores årsskrift.</li>
                    <li><a href="page:/om-os/presse/">Presse</a>: Find den, der kan svare dig.</li>
                    </ul>
                    <h2>Er det til at forstå?</h2>
                    <p>Vi vil skrive, så alle kan være med. Er der noget, du ikke forstår? Så ring og sig det.</p>
                """),
            ),
        ),
    ),
)
