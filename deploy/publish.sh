#!/bin/bash
# Builds the program for one kind of machine, with the runtime in it: the server then needs neither SDK, runtime nor Node.
#   deploy/publish.sh <linux-x64|linux-arm64|win-x64> <folder> [SqlClientVersion [HangfireVersion]]
# Give a current SqlClientVersion for SQL Server: the one that is built by default has a known weakness. With a HangfireVersion the jobs are
# woken by Hangfire, which needs SQL Server and has pages of its own for administrators.
set -euo pipefail

if [[ $# -lt 2 || $# -gt 4 ]]; then
  echo "Usage: deploy/publish.sh <linux-x64|linux-arm64|win-x64> <folder> [SqlClientVersion [HangfireVersion]]" >&2
  exit 2
fi
kind=$1
folder=$(realpath -m "$2")
arguments=()
if [[ $# -ge 3 ]]; then
  arguments+=("-p:SqlClientVersion=$3")
fi
if [[ $# -eq 4 ]]; then
  arguments+=("-p:JobEngine=Hangfire" "-p:HangfireVersion=$4")
fi
if [[ -e $folder && -n $(ls -A "$folder") ]]; then
  echo "$folder is not empty. Each build gets a folder of its own, so that the one before can be gone back to." >&2
  exit 1
fi
cd "$(dirname "$0")/.."

# What is built for one kind of machine only goes into folders of its own, and the lock files stay as they are.
dotnet publish Consultation.Web -c Release -r "$kind" -o "$folder" --nologo -v quiet \
  -p:SelfContained=true -p:RunAnalyzers=false -p:DebugType=none "${arguments[@]}"
echo "$folder"
