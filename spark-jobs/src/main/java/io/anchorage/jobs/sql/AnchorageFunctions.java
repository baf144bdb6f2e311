package io.anchorage.jobs.sql;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import scala.Function1;
import scala.Function2;
import scala.Function3;
import scala.Option;
import scala.Some;
import scala.Tuple3;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The functions {@code anchorage_render}, {@code anchorage_evaluate}, {@code anchorage_psnr} and
 * {@code anchorage_layout} of Spark SQL. {@link #register} adds them to a session; {@link
 * AnchorageExtensions} adds them to all sessions of an application.
 */
public final class AnchorageFunctions {
  private AnchorageFunctions() {}

  /** Adds the functions to a session; from PySpark, with {@code spark._jsparkSession}. */
  public static void register(SparkSession spark) {
    for (SqlFunction function : SqlFunction.values()) {
      spark
          .sessionState()
          .functionRegistry()
          .createOrReplaceTempFunction(function.sqlName(), builder(function), "java_udf");
    }
  }

  static void inject(SparkSessionExtensions extensions) {
    for (SqlFunction function : SqlFunction.values()) {
      extensions.injectFunction(
          new Tuple3<>(
              new FunctionIdentifier(function.sqlName()),
              new ExpressionInfo(
                  AnchorageFunctions.class.getName(),
                  null,
                  function.sqlName(),
                  function.usage(),
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "java_udf"),
              builder(function)));
    }
  }

  private static Function1<Seq<Expression>, Expression> builder(SqlFunction function) {
    return children -> {
      List<Expression> arguments = CollectionConverters.asJava(children);
      if (arguments.size() != function.arguments()) {
        throw new IllegalArgumentException(
            "%s has %d arguments, not %d: %s"
                .formatted(
                    function.sqlName(),
                    function.arguments(),
                    arguments.size(),
                    function.usage().replace("_FUNC_", function.sqlName())));
      }
      return new ScalaUDF(
          body(function),
          function.type(),
          children,
          none(),
          Option.empty(),
          new Some<>(function.sqlName()),
          true,
          true);
    };
  }

  /** The function as an object of the Scala type for its number of arguments. */
  private static Object body(SqlFunction function) {
    return switch (function.arguments()) {
      case 1 -> (Function1<Object, Object> & Serializable) a -> value(function, a);
      case 2 -> (Function2<Object, Object, Object> & Serializable) (a, b) -> value(function, a, b);
      case 3 ->
          (Function3<Object, Object, Object, Object> & Serializable)
              (a, b, c) -> value(function, a, b, c);
      default -> throw new IllegalStateException(function + " has too many arguments");
    };
  }

  private static Object value(SqlFunction function, Object... arguments) {
    return Arrays.stream(arguments).anyMatch(Objects::isNull) ? null : function.of(arguments);
  }

  @SuppressWarnings("unchecked") // An empty list is one of any type.
  private static <T> Seq<T> none() {
    return (Seq<T>) Nil$.MODULE$;
  }
}
