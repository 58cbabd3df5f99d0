# Sourced by tests with workers. After expect.sh and sweep.sh.
workers=()
stop_all() {
  kill -CONT "${workers[@]}" 2>/dev/null || true
  kill -KILL "${workers[@]}" ${host:-} 2>/dev/null || true
}
trap 'stop_all; rm -rf "$scratch"' EXIT

# begin_host LOG COMMAND...: a sweep or comparison that listens; its process in `host`, where it listens in `where`.
begin_host() {
  local log=$1
  shift
  "$SOUK" "$@" >"$log.said" 2>"$log" &
  host=$!
  until grep -qs 'workers may join' "$log"; do
    kill -0 $host 2>/dev/null || fail "no host: $(cat "$log")"
    sleep 0.02
  done
  where=$(sed -n 's/.*--connect \([^ ]*\).*/\1/p' "$log" | head -1)
}

# begin_worker NAME [OPTIONS]: its process is added to `workers`, what it says is in NAME.err.
begin_worker() {
  local name=$1
  shift
  "$SOUK" worker --connect "$where" --name "$name" --threads 1 "$@" 2>>"$name.err" &
  workers+=($!)
}

# ended WHAT PID STATUS
ended() {
  local status=0
  wait "$2" || status=$?
  [[ $status == "$3" ]] || fail "$1 ended with $status, not $3: $(cat ./*.err host* 2>/dev/null | tail -30)"
}

until_rows() {
  until [[ $(rows "$1") -ge $2 ]]; do
    kill -0 $host 2>/dev/null || return 0
    sleep 0.02
  done
}

# until_says LOG TEXT: the host does.
until_says() {
  until grep -qF -- "$2" "$1"; do
    kill -0 $host 2>/dev/null || fail "the host ended before '$2': $(cat "$1")"
    sleep 0.02
  done
}
