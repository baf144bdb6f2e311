#!/usr/bin/env bash
# Stops what start-worker.sh started.
set -euo pipefail
for ((i = 0; i < ${SPARK_WORKER_INSTANCES:-1}; i++)); do
  "$(dirname "$0")/daemon" stop "worker-$i"
done
