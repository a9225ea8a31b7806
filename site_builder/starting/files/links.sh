#!/bin/sh
# Asks links to other sites, politely, and writes what came of it in a Markdown file, for an issue or the summary of a job.
# "broken=yes" or "broken=no" on standard output, for CI. What cannot be asked at all ends it with an error; a dead link
# does not: it is somebody else's site, and no reason to publish nothing.

out=${LINKS:-links.md}
code=0
# Beside it what an issue is called, and what is said when all is well: title and closed.md, in the language of the staff.
said=$(site-builder links --external --out .cache/site-builder/issue) || code=$?
[ "$code" -le 1 ] || exit "$code"

# As code, line by line: nothing in an address is read as Markdown.
printf '%s\n' "$said" | sed 's/^/    /' >"$out"
printf '%s\n' "$said" >&2
[ "$code" = 1 ] && echo 'broken=yes' || echo 'broken=no'
