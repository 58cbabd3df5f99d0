# Sourced by the tests of `souk serve`: servers and a PostgreSQL of our own, ended with the test.
here_lib=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# In memory where that can be: no test here is about the disk, but SOUK_ON_DISK asks for it.
[[ -n ${SOUK_ON_DISK-} || ! -w /dev/shm ]] || export TMPDIR=/dev/shm
source "$here_lib/expect.sh"
server='' servers=() url='' pg_user=() pg_home='' pg_url=''

end_all() {
  local one
  for one in "${servers[@]}"; do kill -KILL "$one" 2>/dev/null || true; done
  [[ -z $pg_home ]] || "${pg_user[@]}" "$pg_bin/pg_ctl" -D "$pg_home/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$scratch" ${pg_home:+"$pg_home"}
}
trap end_all EXIT

# serve OPTIONS...: a server on a free port; its address is left in url, its process in server.
serve() {
  : >serve.out
  "$SOUK" serve --listen 127.0.0.1:0 --rate-limit none --login-limit none "$@" >serve.out 2>serve.log &
  server=$!
  servers+=("$server")
  local tries
  for ((tries = 0; tries < 600; ++tries)); do
    url=$(sed -n 's/^souk serves at \(http[^ ]*\)\/ .*/\1/p' serve.out)
    [[ -z $url ]] || return 0
    kill -0 "$server" 2>/dev/null || fail "the server ended: $(cat serve.out serve.log)"
    sleep 0.1
  done
  fail "the server does not come up: $(cat serve.out serve.log)"
}

# stop_server STATUS: by SIGTERM; demands its exit status.
stop_server() {
  local status=0
  kill -TERM "$server"
  wait "$server" || status=$?
  server=''
  expect_same "exit status of the server" "$status" "$1"
}

# fetch URL
fetch() { python3 -c 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())' "$1"; }

# start_postgresql [OPTION...]: a cluster of our own that no root runs; its address is left in pg_url.
start_postgresql() {
  pg_bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -1)
  pg_home=$(mktemp -d "${TMPDIR:-/tmp}/souk-pg.XXXXXX")
  if ((EUID == 0)); then
    pg_user=(runuser -u nobody --)
    chown nobody "$pg_home"
  fi
  # Loopback only, and a socket in its own folder; the port is the socket's, chosen to be free.
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  (
    cd "$pg_home"
    "${pg_user[@]}" "$pg_bin/initdb" -D data -U souk -A trust -E UTF8 --locale=C >initdb.log 2>&1 || cat initdb.log
    "${pg_user[@]}" "$pg_bin/pg_ctl" -D data -l log -w -o "-p $port -c listen_addresses=127.0.0.1 -k $pg_home $*" start >/dev/null
    "${pg_user[@]}" "$pg_bin/createdb" -h 127.0.0.1 -p "$port" -U souk market
  ) || fail "PostgreSQL does not start: $(cat "$pg_home"/log)"
  pg_url="postgresql://souk@127.0.0.1:$port/market"
}
