#!/bin/bash
# Restores a backup into a folder of its own, starts the program on it, where nobody else reaches it, and looks whether everything is there:
#   deploy/restore-test.sh <backup.zip> [receipt's reference [its sha256]]
# It holds that counters agree with the replies, that each hearing that is public can be read, and that a receipt given before can still be
# verified (the one that is named; else none, and it says so). Exit code 0: this backup can be lived on. PROGRAM names the published program.
set -euo pipefail
program=$(realpath "${PROGRAM:-/opt/consultation/current/Consultation.Web}")
zip=$(realpath "${1:?"Usage: deploy/restore-test.sh <backup.zip> [reference [sha256]]"}")
reference=${2:-}
checksum=${3:-[0-9a-f]{64\}}
port=${PORT:-5089}
folder=$(mktemp -d)
server=

stop() {
  if [[ -n $server ]]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap stop EXIT

# Nothing of the real installation's settings: no mail goes out, and no other database is meant. A key that is a setting is kept.
if [[ -n ${CREDENTIALS_DIRECTORY:-} && -f $CREDENTIALS_DIRECTORY/Consultation__SecretKey ]]; then
  Consultation__SecretKey=$(<"$CREDENTIALS_DIRECTORY/Consultation__SecretKey")
  export Consultation__SecretKey
fi
unset CREDENTIALS_DIRECTORY
while IFS='=' read -r name _; do
  [[ $name == Consultation__* && $name != Consultation__SecretKey ]] && unset "$name"
done < <(env)
export Consultation__DataDirectory="$folder/data" Consultation__Mail__Folder="$folder/mail" Consultation__Mail__Host=
export Consultation__DatabaseProvider=sqlite Consultation__Database="Data Source=$folder/data/consultation.db"
export ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS="http://127.0.0.1:$port"
mkdir "$folder/data"
cd "$folder"

"$program" restore "$zip" >"$folder/said" 2>&1 || { cat "$folder/said" >&2; exit 1; }
grep '^Restored as of' "$folder/said"
"$program" recount >"$folder/off" || { echo "Counters do not agree with the replies:" >&2; cat "$folder/off" >&2; exit 1; }
echo "Counters agree with the replies."

if "$program" health >/dev/null 2>&1; then
  echo "Something listens at port $port already. Choose another with PORT=…" >&2
  exit 1
fi
"$program" >"$folder/log" 2>&1 &
server=$!
"$program" health --wait 120 >/dev/null || { echo "It does not start on what was restored:" >&2; tail -n 20 "$folder/log" >&2; exit 1; }

# Asks for an address of the restored program; the answer goes to standard output, and anything but 200 ends the test.
ask() {
  curl --silent --show-error --fail --noproxy '*' "$ASPNETCORE_URLS$1" || { echo "$1 cannot be read." >&2; exit 1; }
}

ask / >/dev/null
hearings=$(ask '/api/v1/hearings?limit=100')
ids=$(grep -oE '"id":"[0-9]+"' <<<"$hearings" | grep -oE '[0-9]+' | sort -u || true)
read_hearings=0
for id in $ids; do
  ask "/api/v1/hearings/$id" >/dev/null
  ask "/api/v1/hearings/$id/replies?limit=10" >/dev/null
  read_hearings=$((read_hearings + 1))
done
echo "$read_hearings hearings can be read."
if [[ -n $reference ]]; then
  receipt=$(ask "/api/v1/receipts/$reference")
  grep -qE "\"sha256\":\"$checksum\"" <<<"$receipt" || { echo "The receipt has another checksum: $receipt" >&2; exit 1; }
  echo "The receipt $reference is verified."
else
  echo "No receipt was looked for: give a reference."
fi
