package io.drover.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The statements of a connection, each prepared once. The driver keeps one until it is closed, but one that has failed is of no use any more. */
public final class Statements {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    public Statements(Connection connection) {
        this.connection = connection;
    }

    /** Not to be kept by the caller, nor closed. */
    public PreparedStatement get(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** As {@link #get}, for values that are given one after the other. */
    public Statement on(String sql) throws SQLException {
        return new Statement(get(sql));
    }

    /** Something has failed: all are prepared again when they are wanted. */
    public void renew() {
        for (PreparedStatement statement : prepared.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                // The driver has closed it already.
            }
        }
        prepared.clear();
    }
}
