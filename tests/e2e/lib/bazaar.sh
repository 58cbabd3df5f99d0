# Sourced after serve.sh: the example backend of docs/examples, in front of a `souk serve` of our own.
export BAZAAR_KEY=k3y-0f-the-bazaar

# bazaar REVIEW OPTIONS...: reviews take REVIEW; its address is left in bazaar_url.
bazaar() {
  serve --clock manual --policy "seed,vetting.review_time=$1" --db "behind-$1.sqlite"
  shift
  bazaar_url=''
  : >bazaar.out
  python3 "$SOUK_ROOT/docs/examples/bazaar.py" --behind "$url" "$@" >bazaar.out 2>bazaar.log &
  servers+=("$!")
  local tries
  for ((tries = 0; tries < 600; ++tries)); do
    bazaar_url=$(sed -n 's/^bazaar at //p' bazaar.out)
    [[ -z $bazaar_url ]] || return 0
    sleep 0.1
  done
  fail "the bazaar does not come up: $(cat bazaar.log)"
}
