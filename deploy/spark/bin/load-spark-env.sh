# Read by the scripts of this folder and of sbin: which Spark, which Java, which settings.
# shellcheck shell=bash
export SPARK_HOME=${SPARK_HOME:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)}
export SPARK_SCALA_VERSION=2.13
export SPARK_CONF_DIR=${SPARK_CONF_DIR:-$SPARK_HOME/conf}
if [ -f "$SPARK_CONF_DIR/spark-env.sh" ] && [ -z "${SPARK_ENV_LOADED:-}" ]; then
  export SPARK_ENV_LOADED=1
  set -a
  # shellcheck disable=SC1091
  . "$SPARK_CONF_DIR/spark-env.sh"
  set +a
fi
if [ -n "${JAVA_HOME:-}" ]; then
  spark_java=$JAVA_HOME/bin/java
else
  spark_java=$(command -v java || true)
fi
[ -x "$spark_java" ] || {
  echo "${0##*/}: no Java: set JAVA_HOME to a JDK 17 or newer" >&2
  exit 2
}
