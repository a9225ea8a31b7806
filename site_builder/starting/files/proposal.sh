#!/bin/sh
# In GitLab: what is filled in on a phone, an issue from a template, becomes a merge request. What those in the
# preparedness role tell of danger and crisis goes straight to the main branch, and out. The issue says what became of it.
#
# A webhook for issues starts the pipeline by a trigger token, and GitLab puts what it tells in a file, TRIGGER_PAYLOAD.
# SKJEMA_TOKEN is a project access token that may write to the repository and to issues. BEREDSKAP has the names at
# GitLab of those in the preparedness role, with spaces between; who wrote the issue and who saved it must both be there.
# GITLAB_USER_LOGIN is not asked: of a pipeline that a token starts it is whoever made the token.
#
# "refused=yes" or "refused=no" on standard output, for CI. What people write is read from files, and is never part of a
# command; nor is the token of one that others may see.
set -euf

end() {
    echo "refused=$1"
    exit 0
}

[ -n "${TRIGGER_PAYLOAD:-}" ] || { echo 'No issue: nothing to propose.' >&2; end no; }
told=$(mktemp -d)
trap 'rm -r "$told"' EXIT
code=0
site-builder form "$TRIGGER_PAYLOAD" --out "$told" >&2 || code=$?
[ "$code" -le 1 ] || exit "$code"
# Nothing new in it, or no form: GitLab tells of all that becomes of any issue.
[ -f "$told/comment.md" ] || end no

# $1: the method, $2: what of the issue, then what is sent. Where it cannot be said, the rest is done all the same.
issue() {
    method=$1 part=$2
    shift 2
    printf 'header = "PRIVATE-TOKEN: %s"\n' "$SKJEMA_TOKEN" |
        curl --config - --fail --silent --show-error --max-time 20 --output /dev/null --request "$method" "$@" \
            "$CI_API_V4_URL/projects/$CI_PROJECT_ID/issues/$(cat "$told/number")$part" ||
        echo 'The issue could not be answered. May SKJEMA_TOKEN write to issues (scope api)?' >&2
}

is_of_the_role() {
    [ -n "$1" ] && printf '%s' "${BEREDSKAP:-}" | tr -s '[:space:],;@' '\n' | grep -qixF -e "$1" && return
    echo "$1 is not in BEREDSKAP: somebody who is must read it first." >&2
    return 1
}

if [ "$code" = 1 ]; then
    issue POST /notes --data-urlencode "body@$told/comment.md"
    end yes
fi

export GIT_AUTHOR_NAME=skjema GIT_AUTHOR_EMAIL=skjema@localhost
export GIT_COMMITTER_NAME=skjema GIT_COMMITTER_EMAIL=skjema@localhost
remote=${SKJEMA_REMOTE:-https://skjema:$SKJEMA_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git}
git add -- content
git commit -q -F "$told/title"

if [ "$(cat "$told/urgent")" = yes ] && is_of_the_role "$(cat "$told/writer")" && is_of_the_role "$(cat "$told/sender")"; then
    if git fetch -q "$remote" "$CI_DEFAULT_BRANCH" &&
        { git rebase -q FETCH_HEAD || { git rebase --abort; false; }; } &&
        git push -q "$remote" "HEAD:refs/heads/$CI_DEFAULT_BRANCH"; then
        issue POST /notes --data-urlencode "body@$told/published.md"
        issue PUT '' --data state_event=close
        end no
    fi
    echo 'The main branch took no push: it becomes a merge request.' >&2
fi

pushed=0
git push --force -o merge_request.create -o "merge_request.title=$(cat "$told/title")" \
    -o "merge_request.description=$(tr '\n' ' ' <"$told/body.md")" \
    "$remote" "HEAD:refs/heads/$(cat "$told/branch")" 2>"$told/pushed" || pushed=$?
sed 's|//skjema:[^@]*@|//|' "$told/pushed" >&2
[ "$pushed" = 0 ] || exit "$pushed"
# Where it is read, GitLab says when it takes the branch.
url=$(sed -n 's|^remote: *\(https\{0,1\}://[^ ]*/merge_requests/[0-9][0-9]*\).*|\1|p' "$told/pushed" | head -n 1)
[ -z "$url" ] || printf '\n%s\n' "$url" >>"$told/comment.md"
issue POST /notes --data-urlencode "body@$told/comment.md"
end no
