package examples.scraper;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteDataSource;

/**
 * What was found, and which pages are still to be fetched: both change together, so that whoever is killed goes on where the database
 * is. One thread, one process.
 */
final class Database implements AutoCloseable {
    private static final Map<String, String> INSERTS = Map.of(
            "users", "insert or replace into users values (?, ?, ?)",
            "repositories", "insert or replace into repositories values (?, ?)",
            "contributors", "insert or replace into contributors values (?, ?, ?)");

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Database(Path file) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = normal");
            statement.execute("create table if not exists users (login text primary key, id integer, name text)");
            statement.execute("create table if not exists repositories (name text primary key, owner text)");
            statement.execute("create table if not exists contributors"
                    + " (repository text, login text, contributions integer, primary key (repository, login))");
            statement.execute("create table if not exists pages (url text primary key, fetched integer not null default 0)");
        }
        connection.setAutoCommit(false);
    }

    /**
     * Stores a page, all of it or nothing. To store it again changes nothing.
     *
     * @return those of its links that are not fetched
     */
    List<String> store(Page page) throws SQLException {
        try {
            for (Page.Row row : page.rows()) {
                update(INSERTS.get(row.table()), row.values().toArray());
            }
            List<String> open = want(page.links());
            update("insert or replace into pages values (?, 1)", page.url());
            connection.commit();
            return open;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    /**
     * Has pages fetched, by this run or the next one.
     *
     * @return those that are not fetched
     */
    List<String> want(List<String> urls) throws SQLException {
        List<String> open = new ArrayList<>();
        for (String url : urls) {
            boolean known = update("insert or ignore into pages (url) values (?)", url) == 0;
            if (!known || count("select fetched from pages where url = ?", url) == 0) {
                open.add(url);
            }
        }
        return open;
    }

    /** {@return all pages that are known and not fetched} */
    List<String> open() throws SQLException {
        connection.commit();
        List<String> open = new ArrayList<>();
        try (ResultSet rows = prepared("select url from pages where fetched = 0 order by url").executeQuery()) {
            while (rows.next()) {
                open.add(rows.getString(1));
            }
        }
        return open;
    }

    /** {@return the first number that a query gives} */
    long count(String query, Object... values) throws SQLException {
        try (ResultSet rows = bound(query, values).executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private int update(String sql, Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
