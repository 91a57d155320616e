#!/bin/sh
# Tries what takes half a minute and more by its nature: requests that never end, ten thousand idle connections, and the
# program killed again and again in the middle of everything. One line with a verdict for each; exit code 1 when something is not as it should be.
# It needs the .NET SDK, listens on 127.0.0.1 only, and ends and removes what it made. Two to three minutes.
# usage: deploy/faults/run.sh [--only idle,slow,kill] [--connections 10000] [--product <published Consultation.Web.dll>]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bench="$here/../bench/Consultation.Bench"
ulimit -n "$(ulimit -Hn)"
dotnet build "$bench" -c Release -v q --nologo
exec dotnet "$bench/bin/Release/net10.0/Consultation.Bench.dll" faults "$@"
