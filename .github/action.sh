#!/usr/bin/env bash
# What action.yml runs: `corsmith scan`, or `corsmith verify` where there is a policy.
set -euo pipefail

mapfile -t urls < <(grep -v '^[[:space:]]*$' <<<"$CORSMITH_URL")
read -ra arguments <<<"${CORSMITH_ARGUMENTS:-}"

if [[ -n "${CORSMITH_POLICY:-}" ]]; then
  report=corsmith.xml
  command=(corsmith verify "${urls[0]}" --policy "$CORSMITH_POLICY" --format junit --out "$report")
  [[ -z "${CORSMITH_ENVIRONMENT:-}" ]] || command+=(--env "$CORSMITH_ENVIRONMENT")
else
  report=corsmith.sarif
  command=(corsmith scan "${urls[@]}" --format sarif --out "$report" --fail-on "$CORSMITH_FAIL_ON")
  [[ "${CORSMITH_OWN:-false}" != true ]] || command+=(--i-own-this)
fi

echo "report=$report" >>"$GITHUB_OUTPUT"
"${command[@]}" "${arguments[@]}"
