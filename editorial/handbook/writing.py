"""The handbook's tasks about pages: news, corrections, undoing, invitations, the annual report, pictures."""

from editorial.handbook.tasks import Task

NEWS = Task(
    slug="nyhed",
    title="Skriv en nyhed",
    about="Du skriver den, ser den og udgiver den selv.",
    picture="Siden, hvor en ny nyhed skrives: titel, resumé, dato og tekst, og knappen Udgiv forneden.",
    steps=(
        "Vælg {Ny nyhed} på startsiden.",
        "Skriv titlen. Sig det vigtigste med få ord.",
        "Skriv et {Resumé} på en eller to linjer. Det står i listen over nyheder.",
        "Skriv teksten. Tryk på plus, når du vil have et billede, et citat eller en kontakt ind i den.",
        "Sæt kryds ved {Emner}. Så står nyheden også på emnets side.",
        "Vælg et {Billede}. Skriv i én sætning, hvad det viser.",
        "Se siden i {Forhåndsvisning}, som den er på en telefon.",
        "Tryk på {Udgiv}. Nu er nyheden på hjemmesiden.",
    ),
    short=(
        "Vælg {Ny nyhed} på startsiden.",
        "Skriv titel, {Resumé} og tekst. Sæt kryds ved {Emner}, og vælg et {Billede}.",
        "Se den i {Forhåndsvisning}, og tryk på {Udgiv}.",
    ),
    notes=(
        ("Er du ikke færdig?", "Teksten bliver gemt, mens du skriver. Find den igen på startsiden."),
        (
            "Skal den først ud senere?",
            "Åbn {Status} i siden, og vælg {Planlæg}. Så siger knappen, hvornår den bliver udgivet.",
        ),
        ("Ligner den en fra sidste år?", "Find den gamle i {Nyheder}, og vælg {Som sidste år}."),
    ),
)

CHANGE = Task(
    slug="ret",
    title="Ret en side",
    about="Find siden, ret den, og udgiv rettelsen.",
    picture="Startsiden med feltet, hvor man finder den side, der skal rettes.",
    steps=(
        "Skriv et ord af titlen i {Ret en side} på startsiden, og vælg siden.",
        "Står du på siden? Så tryk på {Ret denne side} øverst.",
        "Ret det, der skal rettes.",
        "Tryk på {Udgiv rettelse}. Må du ikke udgive siden, så tryk på {Send til godkendelse}.",
    ),
    notes=(
        (
            "Var det en fejl i en nyhed, som folk har læst?",
            "Skriv under {Rettelse}, hvad der er rettet. Det står så på siden med dato.",
        ),
        (
            "Er siden gammel, men rigtig?",
            "Tryk på {Stadig korrekt} på startsiden. Så bliver du mindet om den igen senere.",
        ),
    ),
)

UNDO = Task(
    slug="fortryd",
    title="Fortryd",
    about="Intet er tabt. Alt, der har været udgivet, kan hentes igen.",
    picture="Listen over sidens tidligere versioner med dato og navn.",
    steps=(
        "Åbn siden, og tryk på {Fortryd udgivelsen}. Så er siden, som den var før. Din tekst bliver gemt som kladde.",
        "Vil du længere tilbage? Vælg {Tidligere versioner}, og find den rigtige dag.",
        "Vælg {Gå tilbage til denne version}. Se den igennem, og udgiv den.",
    ),
    notes=(
        ("Skal siden helt væk?", "Vælg {Træk tilbage}. Så er den af hjemmesiden, men du har den stadig her."),
        ("Skal den slettes?", "Vælg kun {Slet}, når ingen skal bruge den mere. Det kan ikke gøres om."),
    ),
)

INVITATION = Task(
    slug="invitation",
    title="Inviter, og se hvem der kommer",
    about="Invitation, tilmelding og gæsteliste i ét.",
    picture="Listen over gæster til en invitation, med knapper til at hente den og skrive til gæsterne.",
    steps=(
        "Vælg {Ny invitation} på startsiden. Holder I den hvert år, så find den sidste, og vælg {Som sidste år}.",
        "Skriv, hvor og hvornår det er. {Tilmeldingsfrist} er den sidste dag, man kan melde sig til.",
        "Er der kun plads til nogle? Skriv, hvor mange, i {Pladser}. Er der fuldt, kommer folk på en venteliste.",
        "Tryk på {Udgiv}. Nu kan gæsterne melde sig til på siden.",
        "Vælg {Tilmeldinger} på startsiden for at se, hvem der kommer.",
        "Vælg {Hent til Excel (XLSX)} eller {Navneliste til print}, når du skal bruge listen.",
    ),
    short=(
        "Vælg {Ny invitation}, eller {Som sidste år} på den sidste.",
        "Skriv tid, sted, {Tilmeldingsfrist} og {Pladser}. Tryk på {Udgiv}.",
        "Se i {Tilmeldinger}, hvem der kommer. Vælg {Skriv til gæsterne}, hvis noget bliver ændret.",
    ),
    notes=(
        ("Er noget ændret?", "Ret siden først. Vælg så {Skriv til gæsterne} i {Tilmeldinger}."),
        ("Er det aflyst?", "Sæt kryds ved {Aflyst}, og udgiv. Siden bliver stående og siger det. Skriv til gæsterne."),
        ("Hvor længe har I navnene?", "De bliver slettet 14 dage efter dagen. Det sker af sig selv."),
    ),
)

REPORT = Task(
    slug="aarsskrift",
    title="Udgiv årsskriftet",
    about="Én fil, ét billede på skærmen, og så er det ude.",
    picture="Siden, hvor årsskriftets PDF bliver valgt.",
    steps=(
        "Vælg {Udgiv årsskrift} på startsiden.",
        "Vælg filen. Den skal være en PDF.",
        "Se det igennem, som siden har skrevet for dig. Ret det, der ikke passer.",
        "Tryk på {Udgiv}. Både årsskriftet og nyheden om det er nu på hjemmesiden.",
    ),
    notes=(
        (
            "Står der, at den er svær at læse?",
            "Du kan udgive alligevel. Der står, hvordan filen kan blive bedre.",
        ),
        (
            "Er der en ny udgave af filen?",
            "Åbn årsskriftet i {Udgivelser}, og vælg den nye PDF. Adressen er den samme.",
        ),
    ),
)

PICTURES = Task(
    slug="billeder",
    title="Billeder og film",
    about="Sådan kan alle få glæde af dem, og sådan holder vi loven.",
    picture="Siden, hvor et billede får sin beskrivelse, og hvor man ser, om de viste har sagt ja.",
    steps=(
        "Tryk på {Vælg et billede} der, hvor det skal stå. Tag et, der er der, eller hent et nyt.",
        "Skriv ved {Hvad viser billedet?}, hvad man ser. Gør det i én sætning til dem, der ikke kan se det.",
        "Kan man kende nogen? Spørg dem først. Skriv ved {Samtykke}, hvem der har sagt ja.",
        "Træk en ramme om det vigtigste på billedet. Så bliver det ikke skåret af.",
        "Til en film skal der være {Undertekster}. Skriv også, hvad der bliver sagt.",
    ),
    short=(
        "Skriv ved {Hvad viser billedet?}, hvad man ser. Gør det i én sætning.",
        "Kan man kende nogen, så spørg først. Skriv det ved {Samtykke}.",
        "En film skal have {Undertekster}.",
    ),
    notes=(
        (
            "Fortryder en, at billedet bliver vist?",
            "Find det i {Billeder}. Vælg {Brug} for at se, hvor det er. Tag det af, og slet det.",
        ),
        ("Ligger filmen et andet sted?", "Sæt en blok med et link til filmen ind i teksten."),
    ),
)

WRITING = (NEWS, CHANGE, UNDO, INVITATION, REPORT, PICTURES)
