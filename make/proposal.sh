#!/bin/sh
# In GitLab: an issue made from a template becomes a merge request. A webhook for issues starts the pipeline by a trigger
# token, and GitLab puts what it tells in a file, TRIGGER_PAYLOAD. SKJEMA_TOKEN is a project access token that may write
# to the repository. What cannot be used is told of in the log, and the exit code is 1.
set -eu

if [ -z "${TRIGGER_PAYLOAD:-}" ]; then
    echo 'No issue: nothing to propose.'
    exit 0
fi
told=$(mktemp -d)
trap 'rm -r "$told"' EXIT
site-builder form "$TRIGGER_PAYLOAD" --out "$told"
git add -- content
git -c user.name=skjema -c user.email=skjema@localhost commit -q -F "$told/title"
git push -q --force -o merge_request.create -o "merge_request.title=$(cat "$told/title")" \
    "${SKJEMA_REMOTE:-https://skjema:$SKJEMA_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git}" \
    "HEAD:refs/heads/$(cat "$told/branch")"
