"""Floor 1: everything a person reads, in their language: PO catalogs through Babel, plurals, dates, language choice.

A language is a folder here that holds `LC_MESSAGES/hamroh.po`; adding one adds catalogs, not code.
"""

from locales.catalogs import Catalogs
from locales.check import Finding, check_catalogs, check_message
from locales.extract import Extracted, interface_messages
from locales.negotiate import negotiate
from locales.po import CONTENT, INTERFACE, SOURCE_LANGUAGE, CatalogError
from locales.speech import ENGLISH, FIELD, Speech, later
from locales.telegram_html import Html, escape, fault_in, visible_length, visible_text
from locales.update import update_catalogs

__all__ = [
    "CONTENT",
    "ENGLISH",
    "FIELD",
    "INTERFACE",
    "SOURCE_LANGUAGE",
    "CatalogError",
    "Catalogs",
    "Extracted",
    "Finding",
    "Html",
    "Speech",
    "check_catalogs",
    "check_message",
    "escape",
    "fault_in",
    "interface_messages",
    "later",
    "negotiate",
    "update_catalogs",
    "visible_length",
    "visible_text",
]
