package io.drover.supervisor.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.proto.CommandSetup;
import io.drover.proto.CoprocSetup;
import io.drover.proto.JavaSetup;
import io.drover.proto.TmuxSetup;
import io.drover.supervisor.work.Work.Manner;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkTest {
    private static final Work COMMANDS = new Commands(CommandSetup.getDefaultInstance());
    private static final Work LINES = lines("bc -l", false);
    private static final Work JAVA =
            new JavaTasks(JavaSetup.newBuilder().addClassPath("/a b.jar").addClassPath("/c").setTaskClass("my.Task").build());

    private static Work lines(String command, boolean nul) {
        CoprocSetup coproc = CoprocSetup.newBuilder().setCommand(ByteString.copyFromUtf8(command)).setNul(nul).build();
        return new Lines(CommandSetup.newBuilder().setCoproc(coproc).build());
    }

    static Stream<Arguments> lost() {
        return Stream.of(
                Arguments.of(COMMANDS, "false 'a b'", "false 'a b'"),
                Arguments.of(LINES, "1/0; it's", "drover run --coproc 'bc -l' ::: '1/0; it'\\''s'"),
                Arguments.of(lines("cat", true), "a\nb", "drover run -0 --coproc cat ::: $'a\\x0ab'"),
                Arguments.of(JAVA, "a b", "drover run --classpath '/a b.jar:/c' --task my.Task ::: 'a b'"));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void eachKindSaysHowATaskIsRunByHand(Work work, String payload, String line) {
        assertEquals(line, work.runAgain(payload));
    }

    @Test
    void whatIsStoredIsTheSameWork() throws InvalidProtocolBufferException {
        for (Work work : List.of(COMMANDS, LINES, JAVA)) {
            assertEquals(work, Work.stored(work.kind(), work.toBytes()));
        }
    }

    @Test
    void aLaterRunHasItsOwnMannerAndTheOldDirectory() {
        CommandSetup old = CommandSetup.newBuilder()
                .setTmux(TmuxSetup.getDefaultInstance())
                .setInputDirectory("/gone")
                .setTimeoutMillis(1000)
                .build();
        CommandSetup again = CommandSetup.newBuilder()
                .setLive(true)
                .setTimeoutMillis(1000)
                .setWorkingDirectory(ByteString.copyFromUtf8("/there"))
                .build();
        assertEquals(new Commands(again), new Commands(old).again(new Manner(false, true, 0), "/there"));
        assertEquals(new Commands(again), new Commands(again).again(new Manner(false, true, 0), "/elsewhere"));
    }
}
