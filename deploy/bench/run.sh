#!/bin/sh
# Measures the running product against bare counterparts. See README.md beside this file.
# usage: deploy/bench/run.sh [--sizes 1000,100000] [--seconds 10] [--quick] [--only list,submit] ...
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dotnet build "$here/Consultation.Bench" -c Release -v q --nologo
exec dotnet "$here/Consultation.Bench/bin/Release/net10.0/Consultation.Bench.dll" "$@"
