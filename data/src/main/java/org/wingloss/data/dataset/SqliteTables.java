package org.wingloss.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteOpenMode;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;

/**
 * The tables of an SQLite database, read row by row. The content is not trusted: a database holds
 * programs as well as numbers (views, virtual tables, computed columns), and its pages may refer to
 * each other so that a small file has rows without end. So only plain tables are read, each from
 * its first row to its last and never joined, and the work is bounded by the size of the file.
 */
final class SqliteTables implements AutoCloseable {
  private static final long LARGEST = 1L << 30;

  /** No row takes fewer bytes; a file that yields more rows repeats its pages. */
  private static final int BYTES_OF_A_ROW = 8;

  private static final int LONGEST_VALUE = 1 << 16;
  private static final int STEPS_BETWEEN_CHECKS = 10_000;
  private static final int STEPS_OF_A_BYTE = 20;
  private static final long STEPS_OF_A_SCHEMA = 10_000_000;

  private final Path file;
  private final Connection database;
  private long left;

  /** Receives one row. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private SqliteTables(Path file, Connection database, long size) throws SQLException {
    this.file = file;
    this.database = database;
    this.left = size;
    long[] steps = {STEPS_OF_A_SCHEMA + STEPS_OF_A_BYTE * size};
    ProgressHandler.setHandler(
        database,
        STEPS_BETWEEN_CHECKS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            steps[0] -= STEPS_BETWEEN_CHECKS;
            return steps[0] < 0 ? 1 : 0;
          }
        });
  }

  /**
   * Opens a database for reading only: no journal is looked for and nothing is ever written beside
   * it.
   *
   * @param tables that will be read
   * @throws InvalidDataException if the file is none, or one of these is not a plain table
   */
  static SqliteTables open(Path file, List<String> tables) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    config.enableLoadExtension(false);
    config.setPragma(Pragma.LIMIT_LENGTH, Integer.toString(LONGEST_VALUE));
    config.setPragma(Pragma.LIMIT_ATTACHED, "0");
    try {
      TextFile.checkSize(file, LARGEST);
      long size = Files.size(file);
      String url = "jdbc:sqlite:" + file.toUri() + "?mode=ro&immutable=1";
      Connection database = config.createConnection(url);
      try {
        SqliteTables opened = new SqliteTables(file, database, size);
        opened.check(tables);
        return opened;
      } catch (SQLException | RuntimeException | Error e) {
        database.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    } catch (SQLException e) {
      throw damaged(file, e);
    }
  }

  private void check(List<String> tables) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
      for (String table : tables) {
        // A virtual table has no page of its own.
        if (count(statement, "sqlite_master WHERE type = 'table' AND rootpage > 0", table) != 1) {
          throw InvalidDataException.in(file, "has no table " + table);
        }
        if (count(statement, "pragma_table_xinfo('" + table + "') WHERE hidden <> 0", "") > 0) {
          throw InvalidDataException.in(
              file, "computes columns of the table %s, which is not read".formatted(table));
        }
      }
    }
  }

  private static int count(Statement statement, String from, String name) throws SQLException {
    String named = name.isEmpty() ? "" : " AND name = '" + name + "'";
    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + from + named)) {
      return rows.getInt(1);
    }
  }

  /**
   * Reads a whole table in the order of its rows.
   *
   * @param table one of those with which this was opened
   * @param columns names, separated by commas
   * @throws InvalidDataException if a column is absent or the file is damaged
   */
  void read(String table, String columns, RowReader reader) {
    // An index could hold other rows than its table.
    String query = "SELECT %s FROM %s NOT INDEXED".formatted(columns, table);
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        spend(BYTES_OF_A_ROW);
        reader.read(rows);
      }
    } catch (SQLException e) {
      throw damaged(file, e);
    }
  }

  /** The text in a column of a row; null where there is none. */
  String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    spend(text == null ? 0 : text.length());
    return text;
  }

  private void spend(int bytes) {
    left -= bytes;
    if (left < 0) {
      throw InvalidDataException.in(file, "is damaged: it yields more rows than it has bytes for");
    }
  }

  private static InvalidDataException damaged(Path file, SQLException e) {
    return InvalidDataException.in(
        file, "is truncated or no SQLite database of AFLW: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      throw damaged(file, e);
    }
  }
}
