package io.drover.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("it sets a property by which workers of others would start")
class WorkerJvmTest {
    @ParameterizedTest
    @CsvSource({
        "A=-XX:+UseG1GC, , -XX:+UseSerialGC -Xmn4m -Xmx96m",
        "JAVA_TOOL_OPTIONS=-Da -XX:+UseG1GC, , -Xmx96m",
        "_JAVA_OPTIONS=-Xms200m, , -XX:+UseSerialGC",
        ", -XX:+UseZGC, -Xmx96m -XX:+UseZGC",
        ", -XX:+UseSerialGC, -Xmx96m -XX:+UseSerialGC",
        ", -Xms1g, -XX:+UseSerialGC -Xms1g",
        ", -XX:+UseStringDeduplication, -XX:+UseSerialGC -Xmn4m -Xmx96m -XX:+UseStringDeduplication",
    })
    void collectorAndHeapAreTheUsersChoice(String variable, String option, String shown) {
        List<byte[]> environment = Stream.ofNullable(variable).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
        List<String> line = WorkerJvm.current(List.of(WorkerJvm.SMALL_YOUNG, WorkerJvm.SMALL_HEAP), Stream.ofNullable(option).toList(), List.of())
                .commandLine("drover.jar", Path.of("run"), environment);
        assertEquals(shown, String.join(" ", line.stream().filter(word -> word.matches("-Xm.*|-XX:\\+Use.*")).toList()));
    }

    /** A JVM from JDK 24 on refuses two choices. */
    @ParameterizedTest
    @CsvSource({
        ", -XX:AOTCache=ours -XX:-AOTReplayTraining",
        "-Xshare:off, -XX:-AOTReplayTraining",
        "-XX:AOTMode=off, -XX:-AOTReplayTraining",
    })
    void anArchiveGivesWayToTheUsersChoiceAlone(String option, String shown) {
        System.setProperty(WorkerJvm.ARCHIVE_PROPERTY, "-XX:AOTCache=ours -XX:-AOTReplayTraining");
        try {
            List<String> line = WorkerJvm.current(List.of(), Stream.ofNullable(option).toList(), List.of())
                    .commandLine("drover.jar", Path.of("run"), List.of());
            assertEquals(shown, String.join(" ", line.stream().filter(word -> word.matches("-XX:(AOTCache=|-AOT).*")).toList()));
        } finally {
            System.clearProperty(WorkerJvm.ARCHIVE_PROPERTY);
        }
    }
}
