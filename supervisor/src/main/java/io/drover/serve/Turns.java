package io.drover.serve;

import com.google.protobuf.ByteString;
import io.drover.sqlite.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Who is next: the lowest {@link Rank} of those that wait in groups that have room. What it reads grows with what it takes and with the
 * number of groups that wait, not with how many wait in them. Called where the store is changed, and committed with that.
 */
final class Turns {
    static final String WAITING_GROUPS = "SELECT grp FROM counts WHERE state = 'waiting' AND tasks > 0";
    static final String IN_FLIGHT = "SELECT coalesce(sum(tasks), 0) FROM counts WHERE state IN ('ready', 'running') AND grp = ?";
    static final String OF_GROUP_IN_HAND = "SELECT id FROM tasks INDEXED BY tasks_state WHERE state IN ('ready', 'running') AND grp = ?";
    static final String OF_GROUP = "SELECT id, rank FROM tasks INDEXED BY tasks_waiting WHERE state = 'waiting' AND grp = ? AND rank < ? AND (rank, id) > (?, ?)"
            + " ORDER BY rank, id LIMIT ?";
    static final String TAKE = "UPDATE tasks SET state = 'ready', tried = attempts WHERE id = ?"
            + " RETURNING command, directory, environment, rank, grp, timeout, due";

    private final Groups groups;
    private final Statements statements;

    Turns(Statements statements, Groups groups) {
        this.groups = groups;
        this.statements = statements;
    }

    /** Those of one group, a few read at a time. */
    private final class Lane {
        private final String group;
        private final long before;
        private final int step;
        private long room;
        private final List<long[]> read = new ArrayList<>();
        private int at;

        Lane(String group, long room, long before, int step) {
            this.group = group;
            this.room = room;
            this.before = before;
            this.step = step;
        }

        /** Its first, as id and rank; null: there is none that may start. */
        long[] head() throws SQLException {
            if (room > 0 && at == read.size()) {
                readOn();
            }
            return room > 0 && at < read.size() ? read.get(at) : null;
        }

        private void readOn() throws SQLException {
            long[] last = at == 0 ? new long[] {0, Long.MIN_VALUE} : read.get(at - 1);
            read.clear();
            at = 0;
            PreparedStatement ofGroup = statements.get(OF_GROUP);
            ofGroup.setString(1, group);
            ofGroup.setLong(2, before);
            ofGroup.setLong(3, last[1]);
            ofGroup.setLong(4, last[0]);
            ofGroup.setLong(5, Math.min(step, room));
            try (ResultSet row = ofGroup.executeQuery()) {
                while (row.next()) {
                    read.add(new long[] {row.getLong(1), row.getLong(2)});
                }
            }
        }

        void taken() {
            at++;
            room--;
        }
    }

    /** At most so many of those whose rank is lower than {@code before}, the first one first. They are ready from now on. */
    List<DueTask> take(int most, long before) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet row = statements.get(WAITING_GROUPS).executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        PriorityQueue<Head> heads = new PriorityQueue<>();
        for (String name : names) {
            push(heads, new Lane(name, room(name), before, 1 + most / names.size()));
        }
        List<DueTask> tasks = new ArrayList<>();
        while (tasks.size() < most && !heads.isEmpty()) {
            Head head = heads.poll();
            tasks.add(take(head.id()));
            head.lane().taken();
            push(heads, head.lane());
        }
        return tasks;
    }

    private record Head(long id, long rank, Lane lane) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            return Comparator.comparingLong(Head::rank).thenComparingLong(Head::id).compare(this, other);
        }
    }

    private static void push(PriorityQueue<Head> heads, Lane lane) throws SQLException {
        long[] head = lane.head();
        if (head != null) {
            heads.add(new Head(head[0], head[1], lane));
        }
    }

    private long room(String group) throws SQLException {
        Groups.Limit limit = groups.limit(group);
        if (limit.slots() == 0) {
            return limit.room(0);
        }
        PreparedStatement inFlight = statements.get(IN_FLIGHT);
        inFlight.setString(1, group);
        try (ResultSet row = inFlight.executeQuery()) {
            row.next();
            return limit.room(row.getLong(1));
        }
    }

    private DueTask take(long id) throws SQLException {
        PreparedStatement take = statements.get(TAKE);
        take.setLong(1, id);
        try (ResultSet row = take.executeQuery()) {
            row.next();
            return new DueTask(
                    new Queued(id, row.getLong(4), row.getString(5), row.getLong(7), null), ByteString.copyFrom(row.getBytes(1)), row.getBytes(2),
                    variables(row.getBytes(3)), row.getLong(6));
        }
    }

    /** Those of a group that the service has in memory, or that are with workers. */
    List<Long> inHand(String group) throws SQLException {
        List<Long> ids = new ArrayList<>();
        PreparedStatement select = statements.get(OF_GROUP_IN_HAND);
        select.setString(1, group);
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    /** They wait again. */
    void putBack(List<Long> ids) throws SQLException {
        for (long id : ids) {
            statements.on("UPDATE tasks SET state = 'waiting' WHERE id = ? AND state = 'ready'").number(id).send();
        }
    }

    static List<byte[]> variables(byte[] joined) {
        List<byte[]> variables = new ArrayList<>();
        int from = 0;
        for (int i = 0; joined != null && i < joined.length; i++) {
            if (joined[i] == 0) {
                variables.add(Arrays.copyOfRange(joined, from, i));
                from = i + 1;
            }
        }
        return variables;
    }
}
