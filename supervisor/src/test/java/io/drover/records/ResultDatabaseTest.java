package io.drover.records;

import static io.drover.records.Finished.of;
import static io.drover.records.Finished.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.parallel.template.ReplacementStrings;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.UsageException;
import io.drover.records.RecordsConfig.Resume;
import io.drover.sqlite.AnyDatabase;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.BatchingFollower;
import io.drover.supervisor.output.PassedOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ResultDatabaseTest {
    @TempDir
    private Path directory;

    @Test
    void aRowHasWhatALineOfJsonHas() throws Exception {
        record(
                Resume.NO,
                of(task(1, "echo \"é\"", "a\nb", "\u00c3\u00a9"), Outcome.OK, "tab\there\u0001", "\u00ff\n"),
                of(task(2, "x"), new Outcome.Signaled(9), "", ""),
                of(task(3, "y"), new Outcome.Lost("worker died: SIGKILL"), "", ""),
                of(task(4, "z"), new Outcome.Exited(3), "", ""));

        assertEquals(
                List.of(
                        "1|ok|0|null|null|[\"a\\nb\",\"é\"]|1795187595.939|0.003|1|0|1|0.001|0.002|1024|tab\there\u0001",
                        "2|failed|null|9|null|[]|1795187595.939|0.003|1|0|1|0.001|0.002|1024|",
                        "3|lost|null|null|worker died: SIGKILL|[]|1795187595.939|0.003|1|0|1|0.001|0.002|1024|",
                        "4|failed|3|null|null|[]|1795187595.939|0.003|1|0|1|0.001|0.002|1024|"),
                rows("SELECT seq, state, exit, signal, error, args, start, runtime, slot, worker, attempts, user, system,"
                        + " max_rss_kib, stdout FROM results"));
        assertEquals(
                List.of("blob|text|text|FF0A"),
                rows("SELECT typeof(command), typeof(stdout), typeof(args), hex(stderr) FROM results WHERE seq = 1"));
        assertEquals(List.of("r.db"), files(), "not all is in the one file");
    }

    @Test
    void aFreshRunBeginsWithAnEmptyTable() throws Exception {
        record(Resume.NO, of(task(1, "a"), Outcome.OK, "", ""), of(task(2, "b"), Outcome.OK, "", ""));
        record(Resume.NO, of(task(2, "c"), Outcome.OK, "", ""));

        assertEquals(List.of("2|c"), rows("SELECT seq, command FROM results"));
    }

    @Test
    void aTaskThatRunsAgainKeepsOneRow() throws Exception {
        record(Resume.NO, of(task(1, "a"), new Outcome.Exited(1), "", ""), of(task(2, "b"), Outcome.OK, "", ""));

        TreeMap<Long, Ending> known = new TreeMap<>();
        ResultDatabase.read(name(), (number, ending, command) -> known.put(number, ending));
        assertEquals("{1=FAILED, 2=OK}", known.toString());

        record(Resume.SUCCEEDED, of(task(1, "a"), Outcome.OK, "", ""), of(task(3, "c"), Outcome.OK, "", ""));
        assertEquals(List.of("1|ok", "2|ok", "3|ok"), rows("SELECT seq, state FROM results"));
    }

    @Test
    void aLargeOutputIsAFileForAsLongAsARowRefersToIt() throws Exception {
        String part = "0123456789abcde\n".repeat(64 << 10);
        TaskSpec big = task(7, "big");
        try (BatchingFollower output = new BatchingFollower(records(Resume.NO).before(new PassedOn().conveyor()))) {
            output.chunk(big, false, ByteString.copyFromUtf8(part), Receipt.NONE);
            output.roundOver();
            output.finished(of(big, Outcome.OK, "end", "few"));
        }

        assertEquals(
                List.of("null|few|r.db-output/7.out|null"),
                rows("SELECT stdout, stderr, stdout_file, stderr_file FROM results"));
        assertTrue(Files.readString(directory.resolve("r.db-output/7.out")).equals(part + "end"));

        record(Resume.SUCCEEDED, of(task(8, "b"), Outcome.OK, "", ""));
        assertTrue(Files.exists(directory.resolve("r.db-output/7.out")));
        record(Resume.NO, of(task(8, "b"), Outcome.OK, "", ""));
        assertFalse(Files.exists(directory.resolve("r.db-output/7.out")));
    }

    @Test
    void aDatabaseOfSomethingElseIsLeftAlone() throws Exception {
        try (Connection other = connect(); Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE results(mine)");
        }

        IOException refused = assertThrows(IOException.class, () -> record(Resume.NO));
        assertTrue(refused.getMessage().contains("is a database of something else"), refused::toString);
        assertEquals(List.of(), rows("SELECT mine FROM results"));
    }

    @Test
    void standardOutputIsNoDatabase() {
        assertThrows(UsageException.class, () -> new Records(config("-.db", Resume.NO), line -> {}).remaining(source()));
    }

    private void record(Resume resume, FinishedTask... tasks) throws IOException {
        try (BatchingFollower output = new BatchingFollower(records(resume).before(new PassedOn().conveyor()))) {
            Stream.of(tasks).forEach(output::finished);
        }
    }

    private Records records(Resume resume) throws IOException {
        Records records = new Records(config(name(), resume), line -> {});
        records.remaining(source());
        return records;
    }

    private String name() {
        return directory.resolve("r.db").toString();
    }

    private RecordsConfig config(String results, Resume resume) {
        return new RecordsConfig(null, false, resume, results, null, null, false, directory, template(), false, List.of());
    }

    private static TemplateConfig template() {
        return new TemplateConfig(
                List.of(), false, ReplacementStrings.DEFAULT, false, List.of(), TemplateConfig.PARENTHESES, 0);
    }

    private static TaskSource source() {
        return (into, max) -> false;
    }

    private Connection connect() throws SQLException {
        return AnyDatabase.open(Path.of(name()));
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : "|").append(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
