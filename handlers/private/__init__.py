"""What a person can say and tap in their own chat, one module a conversation."""

from aiogram import Router

from handlers.filters import InPrivate
from handlers.private import (
    about_person,
    aftercare,
    hiding,
    languages,
    own_words,
    passports,
    places,
    privacy,
    reactions,
    staff,
    start,
    talk,
    tree,
    unknown,
    verdicts,
)


def private_router() -> Router:
    """The routers in the order in which they are asked; `unknown` takes what nobody took."""
    router = Router(name="private")
    router.message.filter(InPrivate())
    router.edited_message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message_reaction.filter(InPrivate())
    for part in (
        start,
        languages,
        tree,
        passports,
        places,
        verdicts,
        hiding,
        talk,
        aftercare,
        about_person,
        privacy,
        staff,
        reactions,
        own_words,
        unknown,
    ):
        router.include_router(part.make_router())
    return router


__all__ = ["private_router"]
