#!/usr/bin/env bash
# souk dash through the real binary: pictures without a screen, a window on a virtual one, finished
# and broken runs.
source "$SOUK_ROOT/tests/e2e/lib/expect.sh"
export XDG_CONFIG_HOME="$scratch/config"
unset DISPLAY

# size_of PNG: its width and height, by its header.
size_of() {
  python3 -c 'import struct, sys; d = open(sys.argv[1], "rb").read(24)
assert d[:8] == b"\x89PNG\r\n\x1a\n", "no PNG"
print("%dx%d" % struct.unpack(">II", d[16:24]))' "$1"
}

# is_drawn PNG: many colours, so something is on it.
is_drawn() {
  (($(stat -c %s "$1") > 30000)) || fail "$1 is nearly empty"
}

# A picture of a live market, at a day, in a size.
expect_status 0 "$SOUK" dash tiny --at 45 --set burn_in=30d --screenshot live.png --size 1280x720
expect_same "size" "$(size_of live.png)" 1280x720
is_drawn live.png
expect_status 0 "$SOUK" dash tiny --at 45 --set burn_in=30d --layout person --theme light --scale 2 \
  --screenshot person.png --size 1600x1200
expect_same "size" "$(size_of person.png)" 1600x1200
is_drawn person.png

# What was simulated does not depend on whether it is drawn.
cp live.png before.png
expect_status 0 "$SOUK" dash tiny --at 45 --set burn_in=30d --screenshot live.png --size 1280x720 --threads 2
cmp -s live.png before.png || fail "the same day gives another picture"

# A finished run, and one in pictures day by day.
expect_status 0 "$SOUK" run tiny --days 5 --set burn_in=5d --out kept --events --quiet
expect_status 0 "$SOUK" dash kept --layout contracts --screenshot kept.png
is_drawn kept.png
expect_status 0 "$SOUK" dash kept --frames shots --size 640x400
expect_same "frames" "$(ls shots | wc -l)" 5

# Nothing to show is said, and nothing is written.
head -c 20000 kept/run.sqlite >cut.sqlite
for broken in cut.sqlite nowhere.sqlite; do
  expect_status 2 "$SOUK" dash "$broken" --screenshot none.png
  expect_text err "$broken"
done
expect_status 2 "$SOUK" dash tiny --layout maps --screenshot none2.png
expect_text err "map"
expect_status 2 "$SOUK" dash tiny --size 12 --screenshot none2.png
[[ ! -e none2.png ]] || fail "bad usage left a picture"

# A real window on a virtual screen; without any screen, a message.
expect_status 0 xvfb-run -a -s "-screen 0 1280x800x24" "$SOUK" dash tiny --smoke
expect_status 3 "$SOUK" dash tiny --smoke
expect_text err "--screenshot"
