"""getFile; the download itself is served by bot_api.py."""

from __future__ import annotations

from simulator.cloud import Cloud
from simulator.errors import Json, bad_request
from simulator.files import LARGEST_UPLOAD
from simulator.methods.registry import method
from simulator.parameters import Parameters


@method("getFile", "file_id")
def get_file(cloud: Cloud, ask: Parameters) -> Json:
    """Where a file can be fetched; up to 20 MB."""
    file_id = ask.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = cloud.files.by_id(file_id)
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.data) > LARGEST_UPLOAD:
        raise bad_request("file is too big")
    return file.shown() | {"file_path": file.path}
