#!/bin/bash
# Restores a backup of the database under another name, looks whether it is whole, compares its counters with its replies, and drops it.
#   deploy/sqlserver/restore-test.sh <server> <backup.bak, as the database's server sees it> <backup.zip>
# SQLCMDUSER and SQLCMDPASSWORD: a login that may create databases. The zip is looked through for damage only.
set -euo pipefail
if [[ $# -ne 3 ]]; then
  echo "Usage: deploy/sqlserver/restore-test.sh <server> <backup.bak> <backup.zip>" >&2
  exit 2
fi
here=$(dirname "$(realpath "$0")")
Copy=consultation_test_$(date -u +%Y%m%dT%H%M%SZ)
Backup=$2
export Copy Backup
drop() {
  sqlcmd -b -C -S "$1" -Q "if db_id('$Copy') is not null drop database [$Copy];"
}
trap 'drop "$1"' EXIT
sqlcmd -b -C -S "$1" -i "$here/restore-test.sql"
unzip -tq "$3"
