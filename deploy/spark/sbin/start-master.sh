#!/usr/bin/env bash
# Starts the master of a standalone cluster: SPARK_MASTER_HOST, SPARK_MASTER_PORT,
# SPARK_MASTER_WEBUI_PORT.
set -euo pipefail
exec "$(dirname "$0")/daemon" start master org.apache.spark.deploy.master.Master \
  --host "${SPARK_MASTER_HOST:-$(uname -n)}" --port "${SPARK_MASTER_PORT:-7077}" \
  --webui-port "${SPARK_MASTER_WEBUI_PORT:-8080}" "$@"
