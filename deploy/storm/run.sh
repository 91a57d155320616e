#!/bin/sh
# Does to the running product what its worst evening does, and judges what comes of it. See ../bench/README.md.
# usage: deploy/storm/run.sh [deadline] [nginx] [crowd] [evening] [soak] [--minutes 20] [--pace 1] ...   exits with 1 when something is not as it should be
set -eu
bench=$(cd "$(dirname "$0")/../bench" && pwd)
dotnet build "$bench/Consultation.Bench" -c Release -v q --nologo
exec dotnet "$bench/Consultation.Bench/bin/Release/net10.0/Consultation.Bench.dll" storm "$@"
