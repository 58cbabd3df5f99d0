#!/usr/bin/env bash
# A sweep by two workers while 20 times a worker is killed, 10 times one is stopped for a while, and 10 times the host is
# killed and resumed, at random moments: its files are those of the undisturbed sweep, to the byte.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../e2e/lib/expect.sh"
source "$here/../e2e/lib/sweep.sh"
source "$here/../e2e/lib/crew.sh"
RANDOM=${SOUK_SEED:-1}

cat >long.yaml <<'YAML'
kind: experiment
scenario: tiny
set: { burn_in: 30, days: 500 }
design: grid
replications: 40
parameters:
  - { path: policy.fees.client, from: 0%, to: 10%, steps: 5 }
  - { path: policy.connects.signup, values: [20, 40, 80] }
YAML
"$SOUK" sweep long.yaml --out whole --quiet

begin_host host.err sweep long.yaml --out crew --listen 127.0.0.1:0 --threads 0
address=$where
begin_worker w0
begin_worker w1

# Each disturbance waits for up to half a second of work.
pause() { sleep "0.$((RANDOM % 5))"; }
resumed=0
kill_worker() {
  local i=$((RANDOM % 2))
  kill -KILL "${workers[i]}"
  wait "${workers[i]}" 2>/dev/null || true
  local rest=("${workers[@]}")
  workers=()
  begin_worker "w$((RANDOM))"
  rest[i]=${workers[0]}
  workers=("${rest[@]}")
}
stop_worker() {
  local i=$((RANDOM % 2))
  kill -STOP "${workers[i]}"
  # Sometimes long enough to be taken for silent.
  sleep $((RANDOM % 4 == 0 ? 7 : 1))
  kill -CONT "${workers[i]}"
}
kill_host() {
  kill -KILL $host
  wait $host 2>/dev/null || true
  resumed=$((resumed + 1))
  begin_host "host$resumed.err" sweep long.yaml --resume crew --listen "$address" --threads 0
}
mapfile -t order < <(for ((i = 0; i < 40; ++i)); do
  kind=kill_worker
  ((i < 20)) || kind=stop_worker
  ((i < 30)) || kind=kill_host
  printf '%05d %s\n' $RANDOM $kind
done | sort)
done_before=0
for line in "${order[@]}"; do
  pause
  kill -0 $host 2>/dev/null || fail "the sweep ended before all was done to it ($(rows crew) runs); make it longer"
  ${line#* }
  now=$(rows crew)
  [[ $now -ge $done_before ]] || fail "runs were lost: $now of $done_before"
  done_before=$now
done
printf '%d of 600 runs were done when the last disturbance was over\n' "$(rows crew)"
ended "the host" $host 0
for worker in "${workers[@]}"; do ended "a worker" "$worker" 0; done
same_sweep whole crew
[[ $(rows crew) == 600 ]] || fail "$(rows crew) rows"
printf '20 kills and 10 stops of workers, 10 kills of the host: the same bytes\n'
