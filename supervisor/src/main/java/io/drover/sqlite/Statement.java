package io.drover.sqlite;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.OptionalInt;

/** A statement whose values are given one after the other, for many rows at a time. Confined to one thread. */
public final class Statement {
    private final PreparedStatement statement;
    private int last;

    public Statement(Connection connection, String sql) throws SQLException {
        this(connection.prepareStatement(sql));
    }

    Statement(PreparedStatement statement) {
        this.statement = statement;
    }

    public Statement number(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    /** NULL unless {@code known}. */
    public Statement number(long value, boolean known) throws SQLException {
        if (known) {
            return number(value);
        }
        statement.setNull(++last, Types.INTEGER);
        return this;
    }

    /** NULL where there is none. */
    public Statement number(OptionalInt value) throws SQLException {
        return number(value.orElse(0), value.isPresent());
    }

    public Statement real(double value) throws SQLException {
        statement.setDouble(++last, value);
        return this;
    }

    /** @param value may be null */
    public Statement text(String value) throws SQLException {
        statement.setString(++last, value);
        return this;
    }

    /** @param value may be null */
    public Statement bytes(byte[] value) throws SQLException {
        statement.setBytes(++last, value);
        return this;
    }

    /** NULL where there are none. */
    public Statement bytes(ByteString value) throws SQLException {
        return bytes(value.isEmpty() ? null : value.toByteArray());
    }

    /** All values are there, of one row or of several that the statement has: they are sent now. */
    public void send() throws SQLException {
        // Also where it fails: the next row begins anew.
        last = 0;
        statement.executeUpdate();
    }

    /** As {@link #send}, of a statement that is not used again. */
    public void sendOnce() throws SQLException {
        try (statement) {
            send();
        }
    }

    /** All values are there. */
    public void addRow() throws SQLException {
        statement.addBatch();
        last = 0;
    }

    /** Sends the rows that were added. */
    public void execute() throws SQLException {
        statement.executeBatch();
    }
}
