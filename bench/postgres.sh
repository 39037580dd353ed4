#!/usr/bin/env bash
# Both stores in one run: ingest and search, SQLite beside a PostgreSQL started for it with its own defaults and gone afterwards (Debian's package; as root
# it runs as the user postgres).
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
home=$(mktemp -d)
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
[ "$(id -u)" != 0 ] || chown postgres "$home"
stop() { as "$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$home"; }
trap stop EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(cd "$home" && as "$bin/initdb" -D "$home/data" -U monitor -A trust -E UTF8 --locale=C >/dev/null
 as "$bin/pg_ctl" -D "$home/data" -w -o "-p $port -k $home -c listen_addresses=127.0.0.1" -l "$home/log" start >/dev/null)
dotnet build bench -c Release -v quiet --nologo
exe=$(ls artifacts/bin/Bench/release*/Monitor.Bench | head -n 1)
for what in ingest search; do "$exe" "$what" "Host=127.0.0.1;Port=$port;Database=postgres;Username=monitor"; done
