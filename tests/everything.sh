#!/usr/bin/env bash
# `make test`: every check, each with the time it took. All run even when one fails; the end says which failed.
cd "$(dirname "$0")/.." || exit 2
trap 'echo; echo "interrupted"; exit 130' INT
bin=.venv/bin
failed=()
# A test that hangs must say so instead of holding everybody up.
patience=$(command -v timeout >/dev/null && echo "timeout --foreground --signal=INT --kill-after=30 1200")

part() {
    local name=$1 start=$SECONDS
    shift
    echo
    echo "=== $name"
    if "$@"; then
        echo "=== $name: fine, $((SECONDS - start)) s"
    else
        failed+=("$name")
        echo "=== $name: FAILED, $((SECONDS - start)) s"
    fi
}

part "format" $bin/ruff format --check --quiet .
part "lint" $bin/ruff check --quiet .
part "types" $bin/mypy
part "rooms" $bin/lint-imports --no-cache
part "content" $bin/hamroh kb check
part "programs" $bin/python tests/support/programs.py
# Conversations mostly wait: more workers than cores. Those killed at random mostly start: no more than cores.
part "unit" $patience $bin/pytest -q -n 3 --dist loadfile --no-loadscope-reorder tests --ignore tests/journeys --ignore tests/crash --ignore tests/browser
part "conversations" $patience $bin/pytest -q -n 4 --maxschedchunk 1 tests/journeys
part "crashes" $patience $bin/pytest -q -n 2 --maxschedchunk 1 tests/crash
part "browser" $patience $bin/pytest -q -n 3 --maxschedchunk 1 tests/browser

echo
if [ ${#failed[@]} -gt 0 ]; then
    echo "FAILED after $SECONDS s: ${failed[*]}"
    exit 1
fi
echo "All fine, $SECONDS s."
