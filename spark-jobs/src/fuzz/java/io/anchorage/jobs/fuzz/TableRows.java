package io.anchorage.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Parquet files with DuckDB, which shares no code with the product. Each line of standard
 * input lists files, separated by tabs; for each, the rows come as JSON, one a line, without their
 * long lists but with {@code finite}: whether all of the row's numbers are. An empty line ends the
 * answer, {@code !} begins an error.
 */
public final class TableRows {
  private static final String ALWAYS = "true";

  private TableRows() {}

  /** Answers until standard input ends. */
  public static void main(String[] args) throws IOException, SQLException {
    PrintStream out = new PrintStream(System.out, false, UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET threads=1");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        try {
          rows(statement, line, out);
        } catch (SQLException e) {
          out.println("!" + e.getMessage().lines().findFirst().orElse("no message"));
        }
        out.println();
        out.flush();
      }
    }
  }

  private static void rows(Statement statement, String files, PrintStream out) throws SQLException {
    String from = "read_parquet(['" + files.replace("'", "''").replace("\t", "','") + "'])";
    List<String> shown = new ArrayList<>();
    List<String> finite = new ArrayList<>(List.of(ALWAYS));
    try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + from)) {
      while (columns.next()) {
        String name = columns.getString(1);
        String type = columns.getString(2);
        if (type.equals("FLOAT[]") || type.equals("DOUBLE[]")) {
          finite.add("coalesce(len(list_filter(" + name + ", x -> NOT isfinite(x))), 0) = 0");
        }
        if (type.equals("FLOAT") || type.equals("DOUBLE")) {
          finite.add("coalesce(isfinite(" + name + "), true)");
        }
        if (!type.endsWith("[]") || name.startsWith("normalisation")) {
          shown.add(name);
        }
      }
    }
    String query =
        "SELECT to_json(t) FROM (SELECT %s, %s AS finite FROM %s ORDER BY id) t"
            .formatted(String.join(", ", shown), String.join(" AND ", finite), from);
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        out.println(rows.getString(1));
      }
    }
  }
}
