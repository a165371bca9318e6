#!/bin/bash -p
# Runs a program in parallel. Made by "drover run --combineexec", it holds Drover and the program, which it unpacks once, and
# needs bash and a JDK 17 or newer.
set -uf

fail() {
    echo "${0##*/}: $1" >&2
    exit 255
}

# --- What it was made of: id, name, sizes, and run ARGUMENTS.
#VALUES

# --- Code is run from there: nobody but us and root may change it, or put another in its place.
cache=${DROVER_CACHE:-${XDG_CACHE_HOME:-${HOME:-}/.cache}/drover}/combined
{ (umask 077 && exec mkdir -p -- "$cache") && real=$(cd -P -- "$cache" && pwd); } 2>/dev/null \
    || fail "cannot be unpacked to $cache; let DROVER_CACHE name a directory of yours"
cache=$real path=$real
while [ -n "$path" ]; do
    read -r owner mode <<<"$(stat -c '%u %a' -- "$path")"
    # In a sticky directory others can make files, but not take ours away.
    if [ "$owner" -ne 0 ] && [ "$owner" -ne "$EUID" ] \
        || ((8#$mode & 8#22)) && { [ "$path" = "$cache" ] || ! ((8#$mode & 8#1000)); }; then
        fail "nothing is run from $cache, for others can change $path; let DROVER_CACHE name a directory of yours"
    fi
    path=${path%/*}
done

# --- The last bytes of this file: the launcher, the jar and the program.
# part N: prints it.
part() {
    local behind=0 i
    for ((i = $1; i < ${#sizes[@]}; i++)); do
        ((behind += sizes[i]))
    done
    tail -c "$behind" -- "$0" | head -c "${sizes[$1]}"
}

# Moved into place whole: another may be about to start it.
unpack() (
    umask 077
    new=$(mktemp -d "$cache/new-XXXXXX") && trap 'rm -rf "$new"' EXIT && mkdir -p "$new"/{bin,lib/drover,program} \
        && part 0 >"$new/bin/drover" && part 1 >"$new/lib/drover/drover.jar" && part 2 >"$new/program/$name" \
        && chmod u+x "$new/bin/drover" "$new/program/$name" && { mv -T "$new" "$place" || [ -d "$place" ]; }
)

place=$cache/$id
[ -d "$place" ] || unpack 2>/dev/null || fail "cannot be unpacked to $cache: is there room for it?"
printf -v program %q "$place/program/$name"
run "$@"
fail "cannot be started: $place/bin/drover"
