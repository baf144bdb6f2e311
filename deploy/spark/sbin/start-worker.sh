#!/usr/bin/env bash
# Starts SPARK_WORKER_INSTANCES workers of a standalone cluster on this machine.
#
#   sbin/start-worker.sh spark://HOST:PORT
#
# Spark itself reads SPARK_WORKER_CORES, SPARK_WORKER_MEMORY, SPARK_WORKER_DIR and
# SPARK_WORKER_OPTS.
set -euo pipefail
[ $# -gt 0 ] || {
  echo "usage: start-worker.sh spark://HOST:PORT" >&2
  exit 2
}
port=${SPARK_WORKER_WEBUI_PORT:-8081}
for ((i = 0; i < ${SPARK_WORKER_INSTANCES:-1}; i++)); do
  "$(dirname "$0")/daemon" start "worker-$i" org.apache.spark.deploy.worker.Worker \
    --webui-port "$port" "$@"
  [ "$port" = 0 ] || port=$((port + 1))
done
