"""Words beside a number or an address that tell whose or what it is: of health and children, of offices, of sums.

They stand with their inflections, in bokmål, nynorsk and English. A compound is what it ends in: a «skoleelev» is a
pupil, while a «barneskole» is no child.
"""

from __future__ import annotations

import re

_CHILD = (
    r"barn(?:et|a)?|sønn(?:en|er|ene)?|elev(?:en|er|ene|ar|ane)?|jent(?:e|a|en|ene)|gutt(?:en|ene)?|baby(?:en|er|ar)?"
    r"|tenåring(?:en|er|ene|ar|ane)?|child(?:ren)?"
)
"""«Jenter» and «gutter» are left out: that a club is for them is said of nobody"""
_ILL = (
    r"s(?:y|ju)k[te]?|s(?:y|ju)kdom(?:men|mer|mene|mar|mane)?|s(?:y|ju)kmeld(?:t|te|ing|inga|ingen|inger|ingar)"
    r"|pasient(?:en|er|ene|ar|ane)?|diagnose(?:n|r|ne)?|diagnos(?:ar|ane)|diagnostisert|medisin(?:en|er|ene|ar|ane)?"
    r"|allergi(?:en|er|ene|ar|ane)?|allergiske?|allergik(?:er|eren|ere|ar|aren|arar)|autisme(?:n)?|autistiske?"
    r"|autist(?:en|er|ene|ar|ane)?|demens(?:en)?|dement(?:e)?|kreft(?:en)?|epilepsi(?:en)?|epileptiske?"
    r"|epileptik(?:er|eren|ar|aren)|astma(?:en)?|diabetes|diabetik(?:er|eren|ere|ar|aren|arar)|migrene"
    r"|depresjon(?:en|er|ar)?|deprimerte?|psykiske?|psykiatri(?:en)?|psykiatriske?|psykose(?:n|r)?|lidelse(?:n|r|ne)?"
    r"|rusavhengige?|rusavhengighet(?:en)?|rusmisbruk(?:er|eren|ar|aren)|selvmord(?:et)?|sjølvmord(?:et)?|overdose(?:n|r)?"
    r"|hjerneslag(?:et)?|hj[ea]rteinfarkt(?:et)?|funksjons(?:neds|hemm)\w*|utviklingshemm\w*|gravide?|graviditet(?:en)?"
    r"|barnevern(?:et)?|barneverns?sak(?:en|er)?"
    # A cabin may have «innlagt vann».
    r"|innlagte?(?! (?:vann|vatn|strøm|straum))"
)
_ALONE = (
    r"born|borna|son|sonen|søner|sønene|gut|guten|gutane|ungen|ungene|ungane|(?:bonus|foster|ste)?(?:datter(?:en|a)?"
    r"|dotter(?:a)?|døtre(?:ne)?|døtrer)|mamma(?:en)?|pappa(?:en)?|(?:alene|aleine|beste|bonus|far|foster|mor|ste)?mor(?:a|en)?"
    r"|(?:beste|bonus|far|foster|mor|ste)far(?:en)?|far(?=:|,| til\b| hans\b| henn| min\b| din\b| sin\b)"
    # «Faren» is the danger, too.
    r"|faren(?! (?:er|for|ved|med|var)\b)|foreldra|foreldrene|(?:beste|foster|ste)foreldre(?:ne)?|pårørende|pårørande"
    r"|foresatt[ea]?|føresett[ea]?|adhd|kols|sons|daughters?|pupils?|mother|father|boy|girl|patients?|ill|illness|sick"
    r"|diseases?|diagnosis|pregnant|cancer|asthma|medicines?|medication|allergy|allergies|allergic"
)
"""Other words end in these without being of them: a «person», a «spill»"""
TENDER = re.compile(rf"(?<!\w)(?:\w*(?:{_CHILD}|{_ILL})|{_ALONE})s?(?!\w)", re.IGNORECASE)
"""Words of health and of children"""

CLOSING = re.compile(
    r"\W*(?:m\.?v\.?h|(?:med\s+)?(?:(?:vennlig|venleg|vennleg|beste?|hjertelig|hjarteleg|god|mange)\s+)?"
    r"(?:hilsen|helsing|hilsner|helsingar)|(?:with\s+)?(?:(?:kind|best|warm)\s+)?regards|(?:yours\s+)?sincerely"
    r"|best\s+wishes)\b[^\n]{0,60}(?:\n|$)",
    re.IGNORECASE,
)
"""The line that a signature begins with"""

SOMEBODY = re.compile(
    r"\b(?:mamma|pappa|mor|mora|moren|bestemor|far|faren|bestefar|foreldrene|foreldra|pårørende|pårørande|barnet|eleven"
    r"|jenta|gutten|guten|pasienten|sønnen|sonen|datteren|dattera|dottera|meg|ham|han|hun|ho|henne|hans|hennes|hennar"
    r"|mother|father|me|him|her)s?\b",
    re.IGNORECASE,
)
"""Whoever is called, where an office is named too"""
_OFFICE_PHONE = (
    r"(?!mobil|privat|hjemme|heime|jobb)\w{2,}telefon(?:en|ar|er|ane|ene)?|sentralbord(?:et)?|servicetorg(?:et)?"
    r"|resepsjon(?:en)?|ekspedisjon(?:en)?|switchboard|reception|helpline"
)
_OFFICE = (
    r"kontor(?:et|er)?|avdeling(?:en|a)?|skole(?:n)?|skule(?:n)?|barnehage(?:n)?|sfo|helsestasjon(?:en)?|vakt(?:a|en)?"
    r"|sykehus(?:et)?|sjukehus(?:et)?|sykehjem(?:met)?|sjukeheim(?:en)?|legesenter(?:et)?|[tj]eneste(?:n|a)?|team(?:et)?"
    r"|tjenester?|kommune(?:n)?|office|school|kindergarten|health centre|department"
)
OFFICE = re.compile(
    rf"\b(?:{_OFFICE_PHONE})s?\b(?P<after>[^\n]*)$"
    # Where somebody is, is not who answers: «elev ved Lia skole: …».
    rf"|(?:^\W*|\b(?:ring(?:e|er)?|kontakt(?:e|ar|er)?|til|hos|for|call|contact|eller)\s+)(?:\w+\s+){{0,2}}\w*(?:{_OFFICE})s?\b"
    r"(?P<rest>[^\n]*)$",
    re.IGNORECASE,
)
"""An office as that whose number follows, in what stands before it in its sentence"""

_UNIT = r"kroner|kr|nok|euro|€|\$|£"
BEFORE_SUM = re.compile(rf"(?:\b(?:{_UNIT})\.?|[€$£])\s*$", re.IGNORECASE)
AFTER_SUM = re.compile(
    rf"\s?(?:(?:{_UNIT}|mill|treff|innbygg\w+|personer|personar|liter|tonn|k?wh|[kcm]?m|m[²³23]|[km]?kvm|kvadratmeter"
    r"|kubikkmeter|kilometer|meter|prosent|visninger|visningar|besøk|ganger|gonger|gongar|stk|stykker|hits|inhabitants"
    r"|residents)(?!\w)|,-|,[0-9]{1,2}(?![0-9])|%|€)",
    re.IGNORECASE,
)
"""What makes eight digits an amount of something"""
BEFORE_OTHER_NUMBER = re.compile(
    r"\b(?:kid|(?:sak|saks|ordre|faktura|ref|referanse|kunde|avtale|måler|målepunkt|org|organisasjons|journal|arkiv"
    r"|dokument|løpe|isbn|gtin|ean|case|invoice|order)(?:[- ]?(?:nr|no|nummer|nummeret|id|number)\b)?)"
    r"\.?(?:\s*[:=]|\s+er)?\s*#?$",
    re.IGNORECASE,
)
"""What makes digits a case, a customer or another that is no way to reach or to pay anybody"""

ACCOUNT = re.compile(
    r"\b(?:\w*konto(?:en|er|ar|n\w*)?|account\w*|(?:inn)?betal\w*|overfør\w*|mottak\w*|vederlag|pay|transfer|iban)\b",
    re.IGNORECASE,
)
"""What makes eleven digits an account"""
_MANY = (
    r"(?:\w*(?:kommun\w*|kemner\w*|kass(?:a|e|en)|foren\w*|forein\w*|klubb\w*|bank(?:en)?|stift\w*|menighet\w*|sokn\w*"
    r"|korps\w*|kor(?:et)?|skole(?:n)?|skule(?:n)?|barnehage(?:n)?|fylke\w*|utvalg(?:et)?|utval(?:et)?)|\w+lag|laget"
    r"|(?-i:AS|ASA|SA|IL|KF|IKS|NAV|FAU))s?"
)
OF_MANY = re.compile(rf"\b{_MANY}\b", re.IGNORECASE)
"""Those whose account is no person's"""
FOR_MANY = re.compile(
    rf"\b(?:til|for|hos|tilhører|tilhøyrer|eies av|konto\w*)\W\s?(?:\w+\s+){{0,2}}{_MANY}\b(?P<after>.*)", re.IGNORECASE
)
"""Such a one as whose the account is said to be"""
