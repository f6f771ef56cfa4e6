"""What the codes are called, for people. The English names are the translators' sources."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from locales import Html, Speech, escape, later
from needs_assessment.lines import code_of
from needs_assessment.outcome import Outcome

CATEGORY_NAMES = {
    "CON": later("Consular help and identity documents"),
    "CON.PAS": later("Passport or ID lost or expired"),
    "CON.CER": later("Return certificate (travel document)"),
    "CON.CIV": later("Birth marriage death registration"),
    "CON.CIT": later("Citizenship or statelessness"),
    "CON.CON": later("How to reach a consulate"),
    "LEG": later("Legal stay"),
    "LEG.REG": later("Migration registration"),
    "LEG.EXT": later("Extension of stay or visa"),
    "LEG.BAN": later("Entry ban or controlled persons register"),
    "LEG.RES": later("Residence permit"),
    "LEG.ASY": later("Asylum or refugee status"),
    "LEG.OVR": later("Overstay and how to regularise"),
    "WRK": later("Work and labour rights"),
    "WRK.PAT": later("Work permit or patent"),
    "WRK.WAG": later("Unpaid wages"),
    "WRK.CON": later("Contract and working conditions"),
    "WRK.INJ": later("Injury at work"),
    "WRK.JOB": later("Looking for work"),
    "WRK.REC": later("Recruiter or employer fraud"),
    "MON": later("Money and remittances"),
    "MON.NOM": later("No money for basic needs"),
    "MON.TRF": later("Sending or receiving transfers"),
    "MON.BNK": later("Bank account or card"),
    "MON.DEB": later("Debt"),
    "MON.FEE": later("Fines and state fees"),
    "RET": later("Return and transport"),
    "RET.AVR": later("Assisted voluntary return"),
    "RET.TKT": later("Ticket or route home"),
    "RET.BRD": later("Stranded at a border airport or station"),
    "RET.RNT": later("Reintegration after return"),
    "RET.BOD": later("Repatriation of remains"),
    "HEA": later("Health"),
    "HEA.EMG": later("Emergency care"),
    "HEA.GEN": later("Doctor or chronic illness"),
    "HEA.MED": later("Medicines"),
    "HEA.MAT": later("Pregnancy and childbirth"),
    "HEA.MHP": later("Mental health and psychosocial support"),
    "HEA.INF": later("HIV TB hepatitis"),
    "HEA.INS": later("Insurance and medical certificates"),
    "BAS": later("Shelter food and essential items"),
    "BAS.SHE": later("Shelter or eviction"),
    "BAS.FOO": later("Food"),
    "BAS.NFI": later("Clothes hygiene heating"),
    "BAS.WIN": later("Winter needs"),
    "PRO": later("Protection and safety"),
    "PRO.GBV": later("Gender-based violence"),
    "PRO.TIP": later("Trafficking or forced labour"),
    "PRO.DET": later("Detention or deportation"),
    "PRO.POL": later("Police checks extortion ill-treatment"),
    "PRO.DOC": later("Documents taken by another person"),
    "PRO.CHD": later("Child at risk or alone"),
    "PRO.HAT": later("Threats hate discrimination"),
    "PRO.MIL": later("Pressure to join armed forces"),
    "FAM": later("Family"),
    "FAM.TRC": later("Searching for a missing relative"),
    "FAM.REU": later("Family reunion or custody"),
    "FAM.HOM": later("Relatives left at home"),
    "EDU": later("Education and language"),
    "EDU.SCH": later("School or kindergarten"),
    "EDU.LNG": later("Language and exams"),
    "EDU.VOC": later("Training and diplomas"),
    "INF": later("Information about the hotline and services"),
    "INF.WHO": later("Who helps and where"),
    "INF.LAW": later("Change of law or rule"),
    "INF.RUM": later("Is this true (rumour)"),
    "FBK": later("Feedback about aid"),
    "FBK.THK": later("Thanks"),
    "FBK.SUG": later("Suggestion"),
    "FBK.CMP": later("Complaint about a service"),
    "FBK.SEA": later("Misconduct or sexual exploitation by aid staff"),
    "OTH": later("Other"),
    "OTH.UNC": later("Could not be coded"),
    "OTH.OUT": later("Outside the mandate"),
    "OTH.EMG": later("Life-threatening emergency"),
}
"""Every code of the list. A test keeps them equal to categories.csv."""

OUTCOME_NAMES = {
    Outcome.ANSWERED: later("Answered from the content"),
    Outcome.CHOSEN: later("Chosen from several answers"),
    Outcome.UNMET: later("No answer found"),
    Outcome.ESCALATED: later("Passed to an operator or on to others"),
    Outcome.ANSWERED_BY_OPERATOR: later("Answered by an operator"),
    Outcome.ABANDONED: later("Abandoned by the person"),
    Outcome.UNHELPFUL: later("The answer did not help"),
}

LANGUAGE_NAMES = {
    "ru": later("Russian"),
    "uz": later("Uzbek (Latin)"),
    "uz_Cyrl": later("Uzbek (Cyrillic)"),
    "tg": later("Tajik"),
    "ky": later("Kyrgyz"),
    "kk": later("Kazakh"),
    "tk": later("Turkmen"),
    "en": later("English"),
}
"""For a language that is not here, Babel knows a name: adding a language needs no code."""

REGION_NAMES = {
    "moscow": later("Moscow and its region"),
    "st_petersburg": later("Saint Petersburg and its region"),
    "central": later("Central Russia"),
    "north_west": later("North-western Russia"),
    "south": later("Southern Russia and the North Caucasus"),
    "volga": later("Volga region"),
    "urals": later("Urals"),
    "siberia": later("Siberia"),
    "far_east": later("Russian Far East"),
    "border": later("At a border, an airport or a station"),
    "central_asia": later("Back in Central Asia"),
    "elsewhere": later("Somewhere else"),
}
GENDER_NAMES = {"woman": later("Woman"), "man": later("Man"), "other": later("Other")}
AGE_NAMES = {
    "under_18": later("Under 18"),
    "18_24": later("18 to 24"),
    "25_34": later("25 to 34"),
    "35_49": later("35 to 49"),
    "50_over": later("50 or older"),
}

_ENGLISH = {**CATEGORY_NAMES, **LANGUAGE_NAMES, **{str(outcome): name for outcome, name in OUTCOME_NAMES.items()}}


def english_name(code: str) -> str:
    """The English name of a category, language or outcome."""
    return _ENGLISH.get(code) or _babel_name(code, "en")


def line_name(line: str, speech: Speech) -> Html:
    """The name of a line of a category table; of a rest: the broader category, and that this is the rest of it."""
    code = code_of(line)
    if code is not None:
        return name_of(code, speech)
    return speech.t("{category}: other or not said", category=name_of(line.split(".")[0], speech))


def english_line_name(line: str) -> str:
    """The English name of a line of a category table."""
    code = code_of(line)
    return f"{english_name(line.split('.')[0])}: other or not said" if code is None else english_name(code)


def name_of(code: str, speech: Speech) -> Html:
    """The name of a category, language or outcome, in the reader's language."""
    english = _ENGLISH.get(code)
    return escape(_babel_name(code, speech.locale)) if english is None else speech.t(english)


def _babel_name(code: str, reader: Locale | str) -> str:
    try:
        return Locale.parse(code).get_display_name(reader) or code
    except (UnknownLocaleError, ValueError):
        return code
