"""Floor 2: what the hotline says: the content, its tree, its screens, finding an answer, and the publish gate.

Knows nothing of Telegram beyond the HTML it shows; read and tested without it.
"""

from knowledge_base.check import Problem, Report, check
from knowledge_base.countries import COUNTRIES, FLAGS, country_name
from knowledge_base.evaluation import (
    Typed,
    evaluate,
    evaluation_json,
    evaluation_table,
    read_queries,
    read_typed,
)
from knowledge_base.export import export
from knowledge_base.extract import content_messages
from knowledge_base.fact_table import fact_table
from knowledge_base.faults import ContentError, Fault
from knowledge_base.freshness import Freshness, freshness
from knowledge_base.graph import NoGraphviz, draw, graph
from knowledge_base.kb import ABOUT, EMERGENCY, KnowledgeBase
from knowledge_base.language import Languages
from knowledge_base.load import CONTENT_FOLDER, load
from knowledge_base.markup import visible_length
from knowledge_base.models import AppliesTo, City, Contact, Entry, Fact, Place, Point, Reply, Source, Topic
from knowledge_base.places import CONSULAR, Near, consulates, help_points
from knowledge_base.red_flags import RedFlags
from knowledge_base.render import Screen, complete, contact_phones, first_step, label, place_html, render
from knowledge_base.report import SOON
from knowledge_base.search import Found, Hit, Search
from knowledge_base.tree import MENU, Node, Tree, topic_node
from knowledge_base.understanding import Understanding, Understood

__all__ = [
    "ABOUT",
    "CONSULAR",
    "CONTENT_FOLDER",
    "COUNTRIES",
    "EMERGENCY",
    "FLAGS",
    "MENU",
    "SOON",
    "AppliesTo",
    "City",
    "Contact",
    "ContentError",
    "Entry",
    "Fact",
    "Fault",
    "Found",
    "Freshness",
    "Hit",
    "KnowledgeBase",
    "Languages",
    "Near",
    "NoGraphviz",
    "Node",
    "Place",
    "Point",
    "Problem",
    "RedFlags",
    "Reply",
    "Report",
    "Screen",
    "Search",
    "Source",
    "Topic",
    "Tree",
    "Typed",
    "Understanding",
    "Understood",
    "check",
    "complete",
    "consulates",
    "contact_phones",
    "content_messages",
    "country_name",
    "draw",
    "evaluate",
    "evaluation_json",
    "evaluation_table",
    "export",
    "fact_table",
    "first_step",
    "freshness",
    "graph",
    "help_points",
    "label",
    "load",
    "place_html",
    "read_queries",
    "read_typed",
    "render",
    "topic_node",
    "visible_length",
]
