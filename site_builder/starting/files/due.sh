#!/bin/sh
# Is it time to build the site again? What is public says itself when it becomes another (/api/v1/next-change.json).
# "due=yes" or "due=no" on standard output, for CI; why, on standard error. Needs no Python, so it is asked before
# anything is installed. A site that does not answer is due: a build too many harms nobody.
#
# Due for more than six hours, and the schedule has died: in a public repository GitHub stops it after 60 days without
# a commit. That is a warning, on the page of whatever asked.

patience=6

# Where it is public; else where the site that has just been built says it is.
address=${SITE_BASE_URL:-$(sed -n 's|.*<link rel="canonical" href="\([^"]*\)".*|\1|p' "${OUT:-output}/index.html" 2>/dev/null | head -n 1)}

say() {
    echo "due=$1"
    echo "$2" >&2
    exit 0
}

[ -n "$address" ] || say yes 'Adressen til nettstedet er ikke kjent, så det blir bygd.'
file="${address%/}/api/v1/next-change.json"
answer=$(curl --fail --silent --show-error --location --max-time 20 --retry 2 "$file") ||
    say yes "$file svarer ikke, så nettstedet blir bygd."
next=$(printf '%s' "$answer" | sed -n 's/.*"next_change": *"\([0-9][0-9T:+-]*\)".*/\1/p')
if [ -z "$next" ]; then
    case $answer in
        *'"next_change": null'*) say no 'Ingenting på nettstedet skal endre seg av seg selv.' ;;
        *) say yes "$file sier ikke når nettstedet endrer seg, så det blir bygd." ;;
    esac
fi
moment=$(date -d "$next" +%s) || say yes "$file sier $next, som ikke er et tidspunkt."
late=$(($(date +%s) - moment))
[ "$late" -ge 0 ] || say no "Neste endring er $next."
if [ "$late" -ge $((patience * 3600)) ]; then
    warning="Nettstedet skulle vært bygd igjen $next, og er det ikke. Se etter om den faste kjøringen er slått av."
    [ -z "${GITHUB_ACTIONS:-}" ] || echo "::warning title=Nettstedet er gammelt::$warning" >&2
    echo "advarsel: $warning" >&2
fi
say yes "Nettstedet endret seg $next."
