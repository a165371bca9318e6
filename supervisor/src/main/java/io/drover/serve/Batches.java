package io.drover.serve;

import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The last tasks that a client has sent at once, so that they are stored once though they come twice: whoever does not get a reply, as the
 * service was killed or has handed over, sends them again. Called where the store is changed, and committed with that.
 */
final class Batches {
    /** Of so many clients, those that have sent something last. */
    static final int MOST = 10_000;

    private static final String LAST = "SELECT batch, reply FROM batches WHERE client = ?";
    private static final String REMEMBER = "INSERT OR REPLACE INTO batches(client, batch, reply) VALUES(?, ?, ?)";
    private static final String FORGET = "DELETE FROM batches WHERE turn <= (SELECT max(turn) FROM batches) - " + MOST;

    private final Statements statements;
    private final Arrivals arrivals;

    Batches(Statements statements, Arrivals arrivals) {
        this.statements = statements;
        this.arrivals = arrivals;
    }

    /** Adds them, unless that is done already. */
    Arrivals.Added add(ControlRequest.Submit wanted) throws SQLException, DatabaseException {
        if (!wanted.hasClient()) {
            return arrivals.add(wanted.getTasksList());
        }
        List<Long> ids = known(wanted);
        if (!ids.isEmpty()) {
            // Those that may start were looked for when they came.
            return new Arrivals.Added(ids, Long.MAX_VALUE, false);
        }
        Arrivals.Added added = arrivals.add(wanted.getTasksList());
        statements.on(REMEMBER)
                .number(wanted.getClient())
                .number(wanted.getBatch())
                .bytes(ControlReply.Submitted.newBuilder().addAllIds(added.ids()).build().toByteArray())
                .send();
        statements.on(FORGET).send();
        return added;
    }

    /** Empty: they are new. */
    private List<Long> known(ControlRequest.Submit wanted) throws SQLException, DatabaseException {
        PreparedStatement last = statements.get(LAST);
        last.setLong(1, wanted.getClient());
        try (ResultSet row = last.executeQuery()) {
            if (!row.next() || row.getLong(1) < wanted.getBatch()) {
                return List.of();
            }
            if (row.getLong(1) > wanted.getBatch()) {
                // It was on its way through one that has handed over, while another has got it again.
                throw new DatabaseException("these tasks came before others that are stored already");
            }
            return ControlReply.Submitted.parseFrom(row.getBytes(2)).getIdsList();
        } catch (InvalidProtocolBufferException e) {
            throw new DatabaseException("what is remembered of a client cannot be read", e);
        }
    }
}
