package io.drover.serve;

import com.google.protobuf.ByteString;
import io.drover.proto.ControlRequest;
import io.drover.proto.NewTask;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A store without a service. */
final class StoreOf implements AutoCloseable {
    final Store store;
    final StoredTasks tasks;

    StoreOf(Path file, Interrupted interrupted) throws IOException {
        store = Store.open(file, "test", false, interrupted, 1);
        tasks = new StoredTasks(store);
    }

    static NewTask task(Consumer<NewTask.Builder> more) {
        NewTask.Builder task = NewTask.newBuilder().setCommand(ByteString.copyFromUtf8("true")).setDirectory(ByteString.copyFromUtf8("/"));
        more.accept(task);
        return task.build();
    }

    long submit(Consumer<NewTask.Builder> more) throws IOException {
        return store.submit(ControlRequest.Submit.newBuilder().addTasks(task(more)).build()).ids().get(0);
    }

    void submit(int count, Consumer<NewTask.Builder> more) throws IOException {
        List<NewTask> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(task(more));
        }
        store.submit(ControlRequest.Submit.newBuilder().addAllTasks(all).build());
    }

    /** The ids of what a client sends as its batch of that number. */
    List<Long> send(long client, long batch, int count) throws IOException {
        return store.submit(ControlRequest.Submit.newBuilder()
                        .setClient(client).setBatch(batch).addAllTasks(Collections.nCopies(count, task(task -> {}))).build())
                .ids();
    }

    /** The ids of those whose turn it is. */
    List<Long> take(int most) throws IOException {
        return store.take(most, Long.MAX_VALUE).stream().map(DueTask::id).toList();
    }

    /** It runs, and ends so. */
    void run(long id, String state) throws IOException {
        store.begun(Map.of(id, 1));
        end(id, state);
    }

    boolean end(long id, String state) throws IOException {
        String group = tasks.find(id, false).orElseThrow().getGroup();
        return store.ended(List.of(new TaskEnd(
                id, group, state, true, 1, 1_000_000, 5, state.equals("ok") ? 0 : 3, -1, state.equals("ok") ? null : "exit 3", TaskEnd.Printed.NOTHING, TaskEnd.Printed.NOTHING)));
    }

    String state(long id) throws IOException {
        return tasks.find(id, false).orElseThrow().getState();
    }

    long number(String sql) throws DatabaseException {
        return store.commit(connection -> number(connection, sql));
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    void change(String sql) throws DatabaseException {
        store.commit(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    interface Change {
        void make(Changes changes) throws SQLException, DatabaseException;
    }

    void change(Change change) throws DatabaseException {
        store.commit(unused -> {
            change.make(store.changes());
            return null;
        });
    }

    @Override
    public void close() throws DatabaseException {
        store.close();
    }
}
