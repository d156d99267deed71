"""Our keys, kinds and fixed words in German, French, Spanish and Dutch, as authors translate them.

All are without accents, as they are compared.
"""

import unicodedata
from functools import cache

_KEYS = {
    "kind": "art typ fragetyp fragenart tipo soort",
    "stem": "frage fragetext aufgabe pregunta vraag",
    "title": "titel titre titulo",
    "headline": "uberschrift ueberschrift schlagzeile titel titre titular titulo kop",
    "name": "bezeichnung nombre nom naam",
    "options": "optionen antworten antwortmoglichkeiten antwortmoeglichkeiten auswahl "
    "moglichkeiten reponses choix respuestas opciones antwoorden opties keuzes",
    "accept": "akzeptiert akzeptieren antwort antworten losung loesung losungen loesungen "
    "reponse reponses solucion respuesta respuestas antwoord antwoorden oplossing",
    "right": "richtig korrekt wahr correcte juste vrai correcta correcto verdadero juist goed waar",
    "why": "warum grund begrundung begruendung erklarung erklaerung ruckmeldung rueckmeldung "
    "pourquoi raison porque motivo razon waarom reden",
    "explanation": "erklarung erklaerung erlauterung erlaeuterung begrundung begruendung "
    "explication explicacion uitleg toelichting",
    "text": "aussage satz texte texto tekst",
    "passage": "textstelle kontext contexte contexto",
    "skill": "fahigkeit faehigkeit kompetenz fertigkeit thema competence habilidad competencia "
    "vaardigheid",
    "cites": "quellen belege nachweise zitate fuentes citas bronnen citaten",
    "source": "quelle fuente bron",
    "quote": "zitat citation cita citaat",
    "at": "stelle absatz paragraphe parrafo alinea",
    "says": "sagt dit dice zegt",
    "number": "zahl nombre numero getal chiffre cifra",
    "units": "einheit einheiten unite unites unidad unidades eenheid eenheden",
    "within": "toleranz tolerance tolerancia tolerantie",
    "rows": "zeilen aussagen lignes filas rijen",
    "labels": "beschriftungen kategorien etiketten etiquettes etiquetas categorias categorieen",
    "label": "beschriftung kategorie etikett etiquette etiqueta categoria categorie",
    "steps": "schritte etapes pasos stappen",
    "ends": "enden extremes extremos",
    "parts": "teile parties partes delen",
    "columns": "spalten colonnes columnas kolommen",
    "draft": "entwurf brouillon borrador concept",
    "leans": "neigt neigung tendenz",
    "author": "autor autorin verfasser verfasserin auteur autora",
    "publisher": "verlag herausgeber zeitung editeur editorial uitgever",
    "published": "datum erschienen veroffentlicht veroeffentlicht fecha",
    "genre": "gattung textsorte genero",
    "role": "rolle rol",
    "language": "sprache langue idioma lengua taal",
    "licence": "lizenz licencia licentie",
    "description": "beschreibung descripcion beschrijving",
    "introduction": "einleitung introduccion inleiding",
    "group": "gruppe groupe grupo groep",
    "habit": "gewohnheit habitude habito gewoonte",
    "can": "kann peut puede",
    "caption": "bildunterschrift legende leyenda bijschrift",
    "credit": "bildnachweis",
    "shows": "zeigt montre muestra toont",
    "exhibits": "exponate material anlagen abbildungen annexes anexos bijlagen",
}
_KINDS = {
    "choice": "auswahl einfachauswahl einfachwahl",
    "multi": "mehrfachauswahl mehrfachwahl",
    "sort": "zuordnung zuordnen sortieren",
    "order": "reihenfolge ordnen ordre orden volgorde",
    "spot": "markieren",
    "short": "kurzantwort freitext luckentext lueckentext",
    "page": "seite pagina",
    "headlines": "schlagzeilen uberschriften ueberschriften titres titulares",
    "post": "beitrag nachricht",
    "table": "tabelle tableau tabla tabel",
    "timeline": "zeitleiste zeitstrahl chronologie cronologia tijdlijn",
    "search": "suche recherche busqueda",
    "draft": "entwurf",
    "notes": "anmerkungen fussnoten notas",
}
_VALUES = {
    "trust": "vertrauen glaube confiance confianza vertrouwen",
    "doubt": "zweifel skepsis misstrauen doute duda twijfel scepticism sceptic sceptical skeptic",
    "article": "artikel articulo",
    "outside": "extern externe externo",
    "supported": "belegt gestutzt",
    "unsupported": "unbelegt",
    "headline": "uberschrift ueberschrift schlagzeile titel",
    "caption": "bildunterschrift",
}
_LONGEST = 40
"""The most characters of a word to look for."""
_PICTURES = "bild bilder foto fotos imagen imagenes afbeelding plaatje"
_ANSWERS = "antwort losung loesung richtig reponse respuesta antwoord oplossing"


def keys_meant(word: str) -> tuple[str, ...]:
    """The keys that may be meant by a word of another language, the likeliest first."""
    return _by_word()["keys"].get(_plain(word), ())


def kind_meant(word: str) -> str:
    """The kind that is meant by a word of another language; empty if none is."""
    return next(iter(_by_word()["kinds"].get(_plain(word), ())), "")


def value_meant(word: str) -> str:
    """The fixed word that is meant by one of another language; empty if none is."""
    return next(iter(_by_word()["values"].get(_plain(word), ())), "")


def is_picture(word: str) -> bool:
    """Whether a word of another language stands for a picture."""
    return _plain(word) in _PICTURES.split()


def is_answer(word: str) -> bool:
    """Whether a word of another language stands for the right answer."""
    return _plain(word) in _ANSWERS.split()


@cache
def _by_word() -> dict[str, dict[str, tuple[str, ...]]]:
    """Ours by theirs."""
    by_word: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, words in (("keys", _KEYS), ("kinds", _KINDS), ("values", _VALUES)):
        found = by_word.setdefault(name, {})
        for ours, theirs in words.items():
            for each in theirs.split():
                found[each] = (*found.get(each, ()), ours)
    return by_word


def _plain(word: str) -> str:
    """A word in small letters, without accents and what joins words; empty if it is too long."""
    letters = unicodedata.normalize("NFKD", word.casefold()) if len(word) <= _LONGEST else ""
    return "".join(each for each in letters if each.isalnum())
