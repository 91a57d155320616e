#!/bin/bash
# Makes the passwords and connection strings of compose.yaml in deploy/secrets, once. The folder is its owner's alone; the files in it are
# readable, because each service reads them as a user of its own.
set -euo pipefail
folder="$(dirname "$(realpath "$0")")/secrets"
mkdir -p "$folder" "$folder/../tls" "$folder/../acme"
chmod 700 "$folder"
cd "$folder"

password() {
  # Letters and digits only, so that it means the same in SQL and in a connection string; the last three satisfy the server's policy.
  printf '%saA1' "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
}

keep() {
  if [[ -e $1 ]]; then
    echo "$1 is there already and stays." >&2
  else
    printf '%s' "$2" >"$1"
    chmod 444 "$1"
  fi
}

connection() {
  # TrustServerCertificate: the server makes its own; the network between the two is inside this machine.
  printf 'Server=sqlserver;Database=consultation;User Id=%s;Password=%s;Encrypt=True;TrustServerCertificate=True' "$1" "$(cat "$2")"
}

keep sa_password "$(password)"
keep owner_password "$(password)"
keep runtime_password "$(password)"
keep owner_database "$(connection consultation_owner owner_password)"
keep database "$(connection consultation runtime_password)"
