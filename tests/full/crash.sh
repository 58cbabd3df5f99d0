#!/usr/bin/env bash
# 100 times SIGKILL at random moments under load, on SQLite and on PostgreSQL.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../e2e/lib/serve.sh"
kills=${SOUK_KILLS:-100}
printf 'SQLite: '
python3 "$here/../e2e/lib/crash.py" "$SOUK" "$scratch/market.sqlite" "$kills" 1
start_postgresql
printf 'PostgreSQL: '
python3 "$here/../e2e/lib/crash.py" "$SOUK" "$pg_url" "$kills" 2
