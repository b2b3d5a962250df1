"""The handbook's tasks about people and the site: staff, leaving, approval, accounts, when something is wrong."""

from editorial.handbook.tasks import Task

STAFF = Task(
    slug="medarbejdere",
    title="Medarbejdere og fravær",
    about="Et nummer står ét sted. Ret det dér, så er det rettet på alle sider.",
    picture="Siden om en medarbejder med navn, titel, nummer og emner.",
    steps=(
        "Vælg {Medarbejdere} på startsiden, og vælg navnet.",
        "Ret nummeret, og tryk på {Gem}. Nu er det nyt på alle sider.",
        "Er en væk? Skriv {Første dag væk} og {Sidste dag væk}.",
        "Vælg en {Afløser}. I de dage viser siderne afløserens nummer.",
    ),
    notes=(
        ("Er der kommet en ny?", "Vælg {Medarbejdere}, og tilføj en. Sæt kryds ved de emner, man kan ringe om."),
        (
            "Må billedet vises?",
            "Spørg først, og sæt kryds ved, at svaret er ja. Ellers viser vi forbogstaver.",
        ),
    ),
)

LEAVING = Task(
    slug="fratraeder",
    title="Når en stopper",
    about="Ét trin tager personen af alle sider.",
    picture="Siden, hvor en person, der stopper, bliver taget af alle sider, med listen over siderne.",
    steps=(
        "Vælg {Medarbejdere}, og find personen.",
        "Vælg {Fratræder} i menuen ved navnet.",
        "Vælg, hvem der skal stå der i stedet. Se listen over sider, som bliver ændret.",
        "Tryk på den røde knap. Navn, nummer og billede er nu væk fra alle sider.",
        "Vælg {Brugere}, og slet personens adgang.",
    ),
    notes=(
        ("Er det kun for en tid?", "Så brug fravær. Det her kan ikke gøres om."),
        ("Står navnet inde i en tekst?", "Det retter vi ikke af os selv. Se siderne på listen igennem."),
    ),
)

APPROVE = Task(
    slug="godkend",
    title="Godkend",
    about="Ledelsen siger god for en side. Det kan ske fra telefonen.",
    picture="En side, der venter på at blive godkendt, med knapper til at udgive den eller sende den tilbage.",
    steps=(
        "Tryk på linket i den mail, du får. Du kan også se {Venter på dig} på startsiden.",
        "Se siden igennem.",
        "Tryk på {Godkend og udgiv}. Så er den på hjemmesiden.",
        "Skal noget laves om? Skriv hvad, og tryk på {Send tilbage}.",
    ),
    notes=(
        ("Hvad skal godkendes?", "Redaktører udgiver selv nyheder. Alle andre sider sender de til godkendelse."),
        ("Er der kun en slåfejl?", "Ret den selv, og udgiv siden."),
    ),
)

SIGN_IN = Task(
    slug="log-ind",
    title="Brugere og log ind",
    about="Du logger ind i to trin, så ingen andre kan skrive på siden.",
    picture="Siden, hvor man logger ind med e-mail og adgangskode.",
    steps=(
        "Skriv din e-mail og din adgangskode. Skriv så koden fra din telefon.",
        "Gem dine {Reservekoder} et andet sted end på telefonen. De lukker dig ind, hvis den er væk.",
        "Har du glemt din adgangskode? Vælg det under log ind, så får du en mail.",
        "Skal en ny kunne skrive her? Ledelsen vælger {Brugere} og {Invitér}. Så får den nye en mail.",
        "Vælg en rolle: {Redaktører} udgiver nyheder. {Ledelse} udgiver alt og passer brugerne.",
    ),
    short=(
        "Log ind med e-mail, adgangskode og koden fra din telefon.",
        "Gem dine {Reservekoder} et andet sted end på telefonen.",
        "Ledelsen vælger {Brugere} og {Invitér}, når en ny skal kunne skrive her.",
    ),
    notes=(
        ("Er du logget ud midt i en tekst?", "Teksten står der stadig. Log ind i en ny fane, gå tilbage, og gem."),
        ("Er du lukket ude?", "Vent lidt, og prøv igen. Hjælper det ikke, så spørg din leder."),
    ),
)

TROUBLE = Task(
    slug="galt",
    title="Når noget går galt",
    about="Det meste kan du selv rette. Siden siger, hvad der er i vejen.",
    picture="Rapporten over mails, hvor man ser, hvad der er sendt, og hvad der ikke kom frem.",
    steps=(
        "Står der, at siden ikke er gemt? Tryk på {Gå til den første fejl}, ret den, og prøv igen.",
        "Se på startsiden, om der er noget at rette: links, mails eller filer.",
        "Kom en mail ikke frem? Vælg {Rapporter} og {Mails}. Der står hvorfor, og du kan sende den igen.",
        "Kan en fil ikke læses? Gem den som PDF på ny, og prøv igen.",
        "Er noget forkert ude på hjemmesiden? Tryk på {Fortryd udgivelsen}, og tag det roligt derfra.",
    ),
    short=(
        "Ikke gemt? Ret fejlene, og prøv igen. Din tekst er der stadig.",
        "Forkert på hjemmesiden? Tryk på {Fortryd udgivelsen}.",
        "Kom en mail ikke frem? Se {Mails} under {Rapporter}.",
    ),
    notes=(
        ("Er hele siden nede?", "Ring til dem, der driver den. Besøgende ser imens den sidste udgave."),
        (
            "Ved du ikke, hvad du skal gøre?",
            "Slet ikke noget. Skriv ned, hvad der stod, og spørg en kollega.",
        ),
    ),
)

KEEPING = (STAFF, LEAVING, APPROVE, SIGN_IN, TROUBLE)
