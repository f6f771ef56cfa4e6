#!/usr/bin/env bash
# `make run` as a newcomer calls it: it prints an address, the page answers, Ctrl-C ends it cleanly.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp)
set -m  # a process group of its own, so that the interrupt reaches it as Ctrl-C does
env -u HAMROH_BOT_TOKEN make run >"$out" 2>&1 &
run=$!
for _ in $(seq 600); do
    address=$(grep -Eo 'http://[0-9.]+:[0-9]+/' "$out" | head -n 1 || true)
    [ -n "$address" ] && break
    kill -0 "$run" 2>/dev/null || { cat "$out"; echo "make run ended before it printed an address"; exit 1; }
    sleep 0.5
done
[ -n "$address" ] || { cat "$out"; echo "make run printed no address"; exit 1; }
python3 - "$address" <<'PY'
import sys
import urllib.request

page = urllib.request.urlopen(sys.argv[1], timeout=10).read().decode()
assert "<title" in page, "the page is empty"
PY
kill -INT -- "-$run"
code=0
wait "$run" || code=$?
if grep -q Traceback "$out"; then cat "$out"; echo "make run did not end cleanly"; exit 1; fi
echo "make run: $address answered, Ctrl-C ended it (status $code)"
