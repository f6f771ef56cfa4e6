"""`hamroh doctor` on a healthy installation, and on broken ones: each fault has its line, each line its mend."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from conftest_names import Installation, Telegram
