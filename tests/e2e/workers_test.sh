#!/usr/bin/env bash
# `souk worker`: what workers make is what one machine makes, to the byte, though workers join late, are killed and
# stopped, and the host is killed and resumed; other souks, and those without the secret, are kept out.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"
source "$here/lib/sweep.sh"
source "$here/lib/crew.sh"

small_experiment 'population.freelancers: 100, population.clients: 30, burn_in: 10, days: 150' 6
expect_status 0 "$SOUK" sweep small.yaml --out whole --quiet

# One is killed, one is stopped for a while, one joins late; the host is killed and goes on at the same address. Runs are
# long enough for what is done meanwhile.
begin_host host.err sweep small.yaml --out crew --listen 127.0.0.1:0 --threads 0
begin_worker ana --wait 30s
begin_worker bob --wait 30s
until_rows crew 2
kill -KILL "${workers[0]}"
kill -STOP "${workers[1]}"
begin_worker cyd --wait 30s
until_says host.err 'cyd has joined'
until_rows crew 6
kill -CONT "${workers[1]}"
kill -KILL $host
wait $host 2>/dev/null || true
kept=$(rows crew)
begin_host host2.err sweep small.yaml --resume crew --listen "$where" --threads 0
ended "the host" $host 0
# The other may have been too slow to find the second host at work.
at_work=0
for worker in "${workers[@]:1}"; do
  status=0
  wait "$worker" || status=$?
  [[ $status == [01] ]] || fail "a worker ended with $status"
  at_work=$((at_work + 1 - status))
done
[[ $at_work -ge 1 ]] || fail "no worker saw the end"
same_sweep whole crew
expect_same "rows" "$(rows crew)" 36
[[ $kept -ge 6 ]] || fail "a killed host lost runs"
expect_text host.err "ana is gone"
expect_text host.err "cyd has joined with 1 thread"
expect_text host2.err "runs answered:"
expect_text cyd.err "looking for it again"
cat bob.err cyd.err >both.err
expect_text both.err "all is done"

# A comparison, encrypted; who has another secret is kept out.
small=(--set population.freelancers=100 --set population.clients=30 --set burn_in=10 --days 20 --replications 6)
head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >crew.secret
echo another secret, which is long enough too >other.secret
expect_status 0 "$SOUK" compare tiny --policy upwork-2022 --policy flat10-2023 "${small[@]}" --naive-ab 50% --out alone --quiet
begin_host host3.err compare tiny --policy upwork-2022 --policy flat10-2023 "${small[@]}" --naive-ab 50% --out together \
  --listen 127.0.0.1:0 --secret-file crew.secret --threads 0
workers=()
begin_worker eve --secret-file other.secret --wait 1s
ended eve "${workers[0]}" 1
begin_worker dan --secret-file crew.secret
ended "the host" $host 0
ended dan "${workers[1]}" 0
for file in compare.json effects.csv groups.csv runs.csv report.html; do
  cmp "alone/$file" "together/$file" || fail "$file depends on who worked"
done
! grep -q eve host3.err || fail "a worker with another secret got in"
expect_text eve.err "no work at"

# Another souk: a binary that says that it was built from other sources.
id=$(grep -aoE -m1 'souk-results:[0-9a-f]{64}' "$SOUK" | head -1)
sed "s/$id/souk-results:$(printf '0%.0s' {1..64})/" "$SOUK" >other-souk
chmod +x other-souk
begin_host host4.err sweep small.yaml --out refusing --listen 127.0.0.1:0 --threads 0
expect_status 2 ./other-souk worker --connect "$where" --name fox
expect_text err "refused by $where: it is souk"
expect_text err "built from other sources"
expect_text host4.err "refused the worker fox: it is souk"
workers=()
begin_worker gus
until_rows refusing 1
kill -INT $host
ended "an interrupted host" $host 130
kill -INT "${workers[0]}"
ended "an interrupted worker" "${workers[0]}" 130

# Bad usage.
expect_status 2 "$SOUK" sweep small.yaml --out bad --listen 0.0.0.0:0
expect_text err "needs a secret"
expect_status 2 "$SOUK" worker --connect 192.0.2.1:7777
expect_text err "needs a secret"
expect_status 2 "$SOUK" worker
expect_text err "--connect HOST:PORT"
echo short >short.secret
expect_status 2 "$SOUK" sweep small.yaml --out bad --listen 127.0.0.1:0 --secret-file short.secret
expect_text err "at least 32 characters"
expect_status 2 "$SOUK" sweep small.yaml --out bad --threads 0
expect_status 2 "$SOUK" sweep small.yaml --out bad --secret-file crew.secret
expect_text err "give --listen"
[[ ! -e bad ]] || fail "bad usage left a folder"
