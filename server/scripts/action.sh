#!/usr/bin/env bash
# What the GitHub action does: annotations, a summary of the job, and SARIF where it is wanted. The environment has its inputs;
# PGSSL_COMMAND is a program in place of the package on npm.
set -uo pipefail

paths=()
while IFS= read -r path; do
  if [[ -n $path ]]; then paths+=("$path"); fi
done <<<"${PGSSL_PATHS:-.}"

summary=$(mktemp)
options=(--format github --fail-on "${PGSSL_FAIL_ON:-error}" --output "markdown=$summary")
if [[ -n ${PGSSL_BASELINE:-} ]]; then options+=("--baseline=$PGSSL_BASELINE"); fi
if [[ -n ${PGSSL_CHANGED_SINCE:-} ]]; then options+=("--changed-since=$PGSSL_CHANGED_SINCE"); fi
if [[ -n ${PGSSL_SARIF:-} ]]; then options+=(--output "sarif=$PGSSL_SARIF"); fi

if [[ -n ${PGSSL_COMMAND:-} ]]; then
  "$PGSSL_COMMAND" check "${options[@]}" -- "${paths[@]}"
else
  npx --yes "pgssl@${PGSSL_VERSION:-latest}" check "${options[@]}" -- "${paths[@]}"
fi
status=$?

cat "$summary" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
rm -f "$summary"
exit "$status"
