"""How Danes ask: the words that say nothing of what is looked for, and those that mean the same here."""

from core.danish.stemming import fold, stem

# Left out of a question that has other words too.
_SAYS_NOTHING = """
    af alle alt altså at bare blev blive bliver både da de dem den denne der deres det dette dig din dine disse dit
    dog du efter ej eller en end endnu enten er et finde findes for fordi fra få får før gennem gerne gør gøre går ham
    han hans har havde have hej hen hende hendes her hos hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan
    hvorfor hvornår hvorhen hvorledes i ifølge igen ikke ind ingen intet ja jeg jer jeres jo kan kl kom komme kommer
    kunne lidt lige man mange med meget mellem men mig min mine mit mod må måtte ned nej noget nogen nogle nok nu når og
    også om omkring op os over på samt se selv ser sig sin sine sit siden skal skulle som stadig står så sådan tak
    thi til to ud uden under var ved vi via vil ville vores vor være været å
    behøver brug efter ønsker søger vide
    kunde må hvilken bør burde hvorvidt hvormed hvorfra hvortil dér herunder mere mest mon pr bl.a fx osv mv
    a an and are can do for how i in is it of on the to what when where who you
"""
NOTHING = frozenset(fold(word) for word in _SAYS_NOTHING.split())

# Words that visitors use for one another; each finds the others, after what it says itself.
_ALIKE = """
    i vi
    jer os
    jeres vores
    årsskrift årsrapport årsberetning årsmelding
    telefon telefonnummer tlf mobil mobilnummer nummer ring ringe
    mail e-mail email mailadresse skrive
    adresse beliggenhed vej sted ligger
    leder chef sekretariatsleder direktør boss ledelse
    medarbejder ansat personale stab kollega
    presse journalist pressekontakt avis medier interview
    privatliv persondata personoplysning gdpr databeskyttelse datapolitik
    tilgængelighed handicap skærmlæser blind ordblind
    klage brok utilfreds
    cookie cookies sporing
    nytårskur nytårsreception reception nytårsfest
    julehilsen julehilsner julevideo
    video film
    tilmelding tilmelde framelding
    afbud afmelding afmelde framelde
    udgivelse rapport publikation
    nyhed nyt aktuelt
    invitation arrangement møde begivenhed event
    beboer lejer borger
    boligorganisation boligforening boligselskab
    boligområde ghetto kvarter parallelsamfund bydel
    helhedsplan områdeplan
    husleje leje boligleje
    politi politiet
    alarm nødsituation akut fare
    netværk netværksarbejde samarbejde
    analyse statistik tal undersøgelse data
    kommunikation formidling
    interessevaretagelse lobbyarbejde
    projektstøtte projekthjælp støtte
    hjælp rådgivning assistance
    hjemmeside website webside
    undertekst tekstning
    kontakt kontaktoplysning kontaktinfo
"""
_GROUPS: dict[str, set[str]] = {}
for _line in _ALIKE.strip().splitlines():
    _stems = {stem(word) for word in _line.replace("e-mail", "email").split()}
    for _one in _stems:
        _GROUPS.setdefault(_one, set()).update(_stems - {_one})


def says_nothing(form: str) -> bool:
    """Whether a word is one of those that every text has."""
    return fold(form) in NOTHING


def alike(key: str) -> frozenset[str]:
    """Return the stems that mean the same as a stem here; none for most."""
    return frozenset(_GROUPS.get(key, ()))
