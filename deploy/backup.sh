#!/bin/bash
# Backs up an installation on SQLite into a folder, beside the running server, and throws away what is older than some days.
#   deploy/backup.sh <folder> [days]
# It takes the installation from the environment, as the server does: Consultation__DataDirectory, and PROGRAM (the published program).
set -euo pipefail
program=${PROGRAM:-/opt/consultation/current/Consultation.Web}
folder=${1:?"Usage: deploy/backup.sh <folder> [days]"}
days=${2:-30}
: "${Consultation__DataDirectory:?is not set. It must be the data directory of the server.}"

mkdir -p "$folder"
file="$folder/consultation-$(date -u +%Y%m%dT%H%M%SZ).zip"
"$program" backup "$file"
# Only what this script names so, and never the newest, however old it is.
find "$folder" -maxdepth 1 -name 'consultation-*Z.zip' -mtime "+$days" ! -path "$file" -delete
