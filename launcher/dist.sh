# Makes the versioned archive with its checksum. Sourced by ../kadvisor.

make_archive() {
  [ $# -eq 0 ] || { printf 'Usage: ./kadvisor dist\n' >&2; exit 2; }
  build_when_stale
  local version name folder
  version=$(cat "$distribution/VERSION")
  name=kadvisor-$version
  folder=$home/target/dist
  rm -rf "$folder" && mkdir -p "$folder" && cp -R "$distribution" "$folder/$name" || cannot "$folder cannot be written."
  pack "$folder" "$name" || cannot "the archive could not be written to $folder."
  rm -rf "${folder:?}/$name"
  printf '%s\n' "$folder/$name.tar.gz" "$folder/$name.tar.gz.sha256"
}

# The same sources give the same bytes: names sorted, one time, no owner.
pack() { # folder, name
  (
    cd "$1" || exit
    tar --sort=name --mtime=2026-11-21T00:00:00Z --owner=0 --group=0 --numeric-owner -cf - "$2" | gzip -n >"$2.tar.gz"
    [ "${PIPESTATUS[0]}" -eq 0 ] && [ -s "$2.tar.gz" ] || exit
    if command -v sha256sum >/dev/null; then sha256sum "$2.tar.gz"; else shasum -a 256 "$2.tar.gz"; fi >"$2.tar.gz.sha256"
  )
}
