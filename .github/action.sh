#!/usr/bin/env bash
# What action.yml runs: `corsmith scan`, or `corsmith verify` where there is a policy. Inputs are
# variables and never parts of a command: none of them can become a command or an option.
# The bash of macOS is 3.2: without `mapfile`, and an empty array counts as unset.
set -euo pipefail

wrong() {
  echo "::error title=Corsmith::$1"
  exit 2
}

lines=()
# The lines of a text that are not empty, as they are.
read_lines() {
  lines=()
  local line
  while IFS= read -r line || [[ -n "$line" ]]; do
    line="${line%$'\r'}"
    [[ -z "${line//[[:space:]]/}" ]] || lines+=("$line")
  done <<<"$1"
}

read_lines "${CORSMITH_URL:-}"
[[ ${#lines[@]} -gt 0 ]] || wrong "the input 'url' is empty"
urls=("${lines[@]}")
read_lines "${CORSMITH_ARGUMENTS:-}"
arguments=(${lines[@]+"${lines[@]}"})

case "${CORSMITH_OWN:-false}" in
  true) own=(--i-own-this) ;;
  false) own=() ;;
  *) wrong "the input 'own' is neither true nor false" ;;
esac

if [[ -n "${CORSMITH_POLICY:-}" ]]; then
  [[ ${#urls[@]} -eq 1 ]] || wrong "with 'policy' there is one URL: what is verified"
  title="Verified against its policy"
  report=corsmith.xml
  command=(corsmith verify --format=junit "--policy=$CORSMITH_POLICY")
  [[ -z "${CORSMITH_ENVIRONMENT:-}" ]] || command+=("--env=$CORSMITH_ENVIRONMENT")
else
  [[ -z "${CORSMITH_ENVIRONMENT:-}" ]] || wrong "the input 'environment' is one of a 'policy', which is empty"
  title="Scanned"
  report=corsmith.sarif
  command=(corsmith scan --format=sarif "--fail-on=${CORSMITH_FAIL_ON:-high}" ${own[@]+"${own[@]}"})
fi

# One of an earlier step is not this one's.
rm -f "$report"
# What the command says is the log's, and its last lines the summary's.
messages="$(mktemp)"
trap 'rm -f "$messages"' EXIT
status=0
{
  "${command[@]}" "--out=$report" ${arguments[@]+"${arguments[@]}"} -- "${urls[@]}" 2>&1 >&3 3>&- |
    tee "$messages" >&2
} 3>&1 || status=$?

case $status in
  0) outcome="fine" ;;
  1) outcome="findings" ;;
  2) outcome="wrong input" ;;
  *) outcome="not everything was answered" ;;
esac
echo "### $title: $outcome" >>"$GITHUB_STEP_SUMMARY"
if [[ -f "$report" ]]; then
  echo "report=$report" >>"$GITHUB_OUTPUT"
  # Indented, a URL is text and nothing else; its query may have a secret.
  printf '\n' >>"$GITHUB_STEP_SUMMARY"
  printf '    %s\n' "${urls[@]%%\?*}" >>"$GITHUB_STEP_SUMMARY"
  printf '\n' >>"$GITHUB_STEP_SUMMARY"
  sed -n '/^wrote /,$s/^/    /p' "$messages" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
