"""Content is taken over without a restart when it passes the gate; else the old stays and coordinators hear why."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from hotline_process import hotline_on

from knowledge_base import CONTENT_FOLDER
from simulator import Simulator, World

FILE = Path("facts/emergency.yaml")


def change(content: Path, before: str, after: str) -> None:
    path = content / FILE
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")


@pytest.mark.long
async def test_changed_content_is_taken_over_or_refused_and_said_so_once(
    simulator: Simulator, world: World, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT_FOLDER, content)
    marta, john = await world.coordinator("Marta"), await world.person("John")
    async with hotline_on(simulator, tmp_path, CONTENT_FOLDER=str(content)) as hotline:
        await john.follows_link("en_emergency-kg")
        old = await john.sees("Call 112")
        change(content, "id: emergency-112-kg", "id: somebody-slipped")
        refused = await marta.sees("was not taken over")
        assert "[facts-exist] emergency-112-kg is no fact" in refused.text
        await john.follows_link("en_emergency-kg")
        await john.sees("Call 112", after=old)

        change(content, "id: somebody-slipped", "id: emergency-112-kg")
        change(content, "value: '112'", "value: '911'")  # the first one: Russia's
        embassy = content / "entries/consular/embassy-kz.yaml"
        text = embassy.read_text("utf-8")
        assert "latitude: 55.7641\n" in text
        embassy.write_text(text.replace("latitude: 55.7641\n", "latitude: 55.76\n"), "utf-8")
        async with asyncio.timeout(150):
            while "content_taken" not in hotline.log:
                await asyncio.sleep(0.1)
        await john.follows_link("tg_emergency-ru")
        await john.sees("911")
        await john.sends_location(55.755, 37.615)
        nearest = await john.sees("2 км")
        assert "Сафорати Қазоқистон" in nearest.text
        assert (await john.sees_media("venue")).raw["venue"]["location"]["latitude"] == 55.76
        await marta.writes("/content")
        state = await marta.sees("answers")
        assert "Not whole in a language" not in state.text
        assert sum("was not taken over" in one.text for one in await marta.shows()) == 1
