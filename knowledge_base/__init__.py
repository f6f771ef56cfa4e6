"""Floor 2: what the hotline says: the content, its tree, its screens, finding an answer, and the publish gate.

Knows nothing of Telegram beyond the HTML it shows; read and tested without it.
"""

from knowledge_base.check import Problem, Report, check
from knowledge_base.extract import content_messages
from knowledge_base.faults import ContentError, Fault
from knowledge_base.kb import ABOUT, EMERGENCY, KnowledgeBase
from knowledge_base.load import CONTENT_FOLDER, load
from knowledge_base.markup import visible_length
from knowledge_base.models import AppliesTo, Contact, Entry, Place, Source, Topic
from knowledge_base.render import Screen, label, render
from knowledge_base.search import Found, Hit, Search
from knowledge_base.tree import MENU, Node, Tree, topic_node

__all__ = [
    "ABOUT",
    "CONTENT_FOLDER",
    "EMERGENCY",
    "MENU",
    "AppliesTo",
    "Contact",
    "ContentError",
    "Entry",
    "Fault",
    "Found",
    "Hit",
    "KnowledgeBase",
    "Node",
    "Place",
    "Problem",
    "Report",
    "Screen",
    "Search",
    "Source",
    "Topic",
    "Tree",
    "check",
    "content_messages",
    "label",
    "load",
    "render",
    "topic_node",
    "visible_length",
]
