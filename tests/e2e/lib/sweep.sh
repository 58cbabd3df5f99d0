# Sourced by tests of sweeps. After expect.sh.

# small_experiment SET REPLICATIONS: six points on the scenario tiny, in small.yaml.
small_experiment() {
  cat >small.yaml <<YAML
kind: experiment
scenario: tiny
set: { $1 }
design: grid
replications: $2
parameters:
  - { path: policy.fees.client, from: 0%, to: 10%, steps: 3 }
  - { path: policy.connects.signup, values: [20, 80] }
YAML
}

# rows DIR: runs that a sweep has kept.
rows() { sqlite3 -cmd '.timeout 10000' "$1/sweep.sqlite" 'SELECT count(*) FROM runs' 2>/dev/null || echo 0; }

# same_sweep A B: the files of two sweeps are the same, to the byte.
same_sweep() {
  local file
  for file in sweep.json runs.csv main_effects.csv curves.csv report.html; do
    cmp "$1/$file" "$2/$file" || fail "$file of $2 differs"
  done
}
