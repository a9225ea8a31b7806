"""A small town in bokmål, English and Northern Sámi, with a text in Ukrainian and in Arabic."""

from __future__ import annotations

from tests.support import SMALL_SETTINGS

CONTACTS = "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n  merknad: Vi svarer på hverdager.\n"
TOWN = {
    "content/site.yaml": f"{SMALL_SETTINGS}språk: [nb, en, se]\n",
    "content/site.en.yaml": "tittel: Example in one place\nbeskrivelse: Services and notices.\n",
    "content/contacts.yaml": CONTACTS,
    "content/contacts.en.yaml": "servicetorget:\n  navn: Front desk\n",
    "content/links.yaml": "sok:\n  tittel: Søk om plass\n  nettadresse: https://skjema.example/\n",
    "content/services/barnehage.md": (
        "---\ntittel: Barnehageplass\nkort: Kommunal eller privat.\nsøk: sok\n---\n\n"
        "Ring oss, se [kontakt](/kontakt/) og [brøyting](broyting.md).\n\n## Pris\n\nDet koster litt.\n"
    ),
    "content/services/barnehage.en.md": (
        "---\ntittel: Nursery place\nkort: Public or private.\n---\n\n"
        "Call us, see [contact](/kontakt/), [our news](/en/news/) and [snow](broyting.md).\n"
    ),
    "content/services/barnehage.uk.md": "---\ntittel: Місце в садку\n---\n\nТелефонуйте нам.\n",
    "content/services/barnehage.ar.md": "---\ntittel: روضة أطفال\nkort: اتصل بنا.\n---\n\nاتصل بنا.\n",
    "content/services/broyting.md": "---\ntittel: Brøyting & strøing\nkort: Vi brøyter.\n---\n\nNår det snør.\n",
    "content/notices/2026-02-17-drift-vann.md": "# Vannet er stengt\n\nLia.\n\n## Oppdateringer\n\n11.00 Vi graver.\n",
    "content/notices/2026-02-17-drift-vann.en.md": "# The water is off\n\nIn Lia.\n\n## Updates\n\n11.00 We dig.\n",
    "content/notices/2026-02-16-drift-veg.md": "# Vegen er åpen\n\nVegen.\n",
}
