#!/bin/bash
# Backs up an installation on SQL Server, beside the running nodes: the database first, then the files and keys. A file is there before a row
# names it, so in this order every file that the database names is in the zip; in the other, what came meanwhile would be missing.
#   deploy/sqlserver/backup.sh <server> <folder on the database's server> <folder here>
# SQLCMDUSER and SQLCMDPASSWORD: a login with the role db_backupoperator. PROGRAM and the settings (Consultation__…) are those of a node.
set -euo pipefail
program=${PROGRAM:-/opt/consultation/current/Consultation.Web}
if [[ $# -ne 3 ]]; then
  echo "Usage: deploy/sqlserver/backup.sh <server> <folder on the database's server> <folder here>" >&2
  exit 2
fi
stamp=$(date -u +%Y%m%dT%H%M%SZ)
mkdir -p "$3"
sqlcmd -b -C -S "$1" -Q "
  backup database consultation to disk = N'$2/consultation-$stamp.bak' with checksum, init, format;
  restore verifyonly from disk = N'$2/consultation-$stamp.bak' with checksum;"
"$program" backup "$3/consultation-$stamp.zip"
