# Builds the distribution when the sources are newer than it. Sourced by ../kadvisor.

stamp=$home/target/built

need_maven() {
  command -v mvn >/dev/null || cannot 'Maven 3.8 or newer is needed to build and no mvn was found: install it.'
  [ -x "$(dirname "$(readlink -f "$java")")/javac" ] || cannot "$java has no compiler beside it: building needs a JDK, not only a JRE."
}

# Folders are compared too: a file that was removed makes its folder newer.
is_stale() {
  [ -f "$stamp" ] && [ -d "$distribution/lib" ] || return 0
  [ -n "$(find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/*/pom.xml "$home"/*/src/main "$home"/.mvn -newer "$stamp" -print -quit 2>/dev/null)" ]
}

build_when_stale() {
  is_stale || return 0
  need_maven
  mkdir -p "$home/target"
  if command -v flock >/dev/null; then
    exec 9>"$home/target/build.lock"
    flock 9 # another start is building the same
    is_stale && build
    exec 9>&-
  else
    build
  fi
}

build() {
  local log=$home/target/build.log began=$home/target/build.began code
  touch "$began"
  rm -rf "$distribution" # a library that is no longer wanted must not stay
  (cd "$home" && mvn -B -ntp -Dquick -DskipTests -pl kadvisor-cli -am package) >"$log" 2>&1 </dev/null 9>&- &
  local maven=$!
  trap 'kill $maven 2>/dev/null; exit 130' INT TERM
  if [ -t 2 ]; then show_progress "$maven" "$log"; fi
  wait "$maven"
  code=$?
  trap - INT TERM
  if [ "$code" -ne 0 ]; then
    grep -m 20 '^\[ERROR\]' "$log" >&2
    cannot "the build failed; all of it is in $log"
  fi
  mv "$began" "$stamp"
}

show_progress() { # process, log
  local seconds=0 room
  while kill -0 "$1" 2>/dev/null; do
    room=$(sed -n 's/.*Building Kadvisor :: \(.*\) [0-9][^ ]* *\[\([0-9]*\/[0-9]*\)\].*/\2 \1/p' "$2" | tail -n 1)
    printf '\r\033[Kbuilding, once: %s, %d s' "${room:-starting Maven}" "$seconds" >&2
    sleep 1
    seconds=$((seconds + 1))
  done
  printf '\r\033[K' >&2
}
