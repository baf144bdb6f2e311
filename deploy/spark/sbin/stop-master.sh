#!/usr/bin/env bash
# Stops what start-master.sh started.
set -euo pipefail
exec "$(dirname "$0")/daemon" stop master
