# Installs what the tests need and runs all of them. Sourced by ../kadvisor.

not_run=()

run_tests() {
  local full=no code
  while [ $# -gt 0 ]; do
    case $1 in
      --full) full=yes ;;
      -h | --help) test_usage; exit 0 ;;
      *) printf 'kadvisor: test knows no %s\n' "$1" >&2; test_usage >&2; exit 2 ;;
    esac
    shift
  done
  find_browser
  need_maven
  run_maven "$full"
  code=$?
  summarise "$code"
}

test_usage() {
  cat <<'USAGE'
Usage: ./kadvisor test [--full]
Runs the build's checks and every test: unit, property, golden, driver, real brokers, page in a browser, the short tour of scenarios.
  --full   also the tests tagged "long", of many minutes each, every scenario among them
Exit: 0 all passed, 1 something failed, 2 wrong usage, 3 something could not be run.
USAGE
}

find_browser() { # sets $browser and $driver, both empty when the page cannot be driven
  browser=$(first_of chromium chromium-browser google-chrome)
  driver=$(first_of chromedriver)
  if [ -z "$browser" ] || [ -z "$driver" ]; then
    install_packages chromium chromium-driver fonts-liberation
    browser=$(first_of chromium chromium-browser google-chrome)
    driver=$(first_of chromedriver)
  fi
  [ -n "$browser" ] && [ -n "$driver" ] && return
  browser='' driver=''
  not_run+=('the page in a browser: no chromium and chromedriver here, and they could not be installed')
}

first_of() { # commands
  local name
  for name in "$@"; do
    command -v "$name" && return
  done
  return 0
}

install_packages() { # packages
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return
  printf 'installing %s\n' "$*"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } \
    >"$home/target-apt.log" 2>&1 </dev/null || tail -n 5 "$home/target-apt.log"
  mkdir -p "$home/target" && mv "$home/target-apt.log" "$home/target/apt.log"
}

run_maven() { # full
  # two modules at a time: most of what tests do on real brokers is waiting
  local options=(-B -ntp --fail-at-end -T 2) left_out=()
  [ "$1" = yes ] || left_out+=(long)
  if [ -n "$browser" ]; then
    options+=("-Dkadvisor.browser=$browser" "-Dkadvisor.chromedriver=$driver")
  else
    left_out+=(browser)
  fi
  [ ${#left_out[@]} -eq 0 ] || options+=("-DexcludedGroups=$(IFS=,; printf %s "${left_out[*]}")")
  find "$home" -path '*/target/*-reports/*' -type f -delete 2>/dev/null
  rm -rf "$distribution"
  mkdir -p "$home/target"
  touch "$home/target/build.began"
  (cd "$home" && mvn "${options[@]}" verify) </dev/null || return
  mv "$home/target/build.began" "$stamp"
}

summarise() { # Maven's exit code; ends the launcher
  local passed failed skipped line reason
  read -r passed failed skipped < <(count_tests)
  printf '\n'
  [ "$1" -eq 0 ] || [ "$failed" -gt 0 ] || printf 'The build or one of its checks failed: see above.\n'
  for reason in "${not_run[@]+"${not_run[@]}"}"; do
    printf 'not run: %s\n' "$reason"
  done
  line="$passed passed, $failed failed"
  [ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
  printf '%s\n' "$line"
  [ "$1" -eq 0 ] && [ "$failed" -eq 0 ] || exit 1
  [ "$passed" -gt 0 ] && [ "$skipped" -eq 0 ] && [ ${#not_run[@]} -eq 0 ] || exit 3
  exit 0
}

# Adds up the reports of unit tests (surefire) and of those on real parts (failsafe).
count_tests() {
  find "$home" -path '*/target/*-reports/TEST-*.xml' -type f -exec grep -ho '<testsuite [^>]*>' {} + |
    LC_ALL=C awk '
      function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
      { bad = value("errors") + value("failures"); off = value("skipped")
        failed += bad; skipped += off; passed += value("tests") - bad - off }
      END { printf "%d %d %d\n", passed, failed, skipped }'
}
