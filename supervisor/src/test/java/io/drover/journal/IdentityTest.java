package io.drover.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.drover.proto.CommandSetup;
import io.drover.proto.CoprocSetup;
import io.drover.proto.JavaSetup;
import io.drover.supervisor.work.Commands;
import io.drover.supervisor.work.JavaTasks;
import io.drover.supervisor.work.Lines;
import io.drover.supervisor.work.Work;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A journal has contexts of earlier versions: what they were made of must stay, or no task would be found again. */
class IdentityTest {
    static Stream<Arguments> contexts() {
        return Stream.of(
                Arguments.of(
                        new Commands(CommandSetup.newBuilder().addEnvironment(ByteString.copyFromUtf8("A=1")).build()),
                        "fdce4df64100942aaaccb3665062d6bf684066700de0ee40c3ea8ef135a60345"),
                Arguments.of(
                        new Commands(CommandSetup.newBuilder().setWorkingDirectory(ByteString.copyFromUtf8("/wd")).build()),
                        "e554a9d8036bdae57afde39cc52da55e22834692d72931394cd15c89603065b7"),
                Arguments.of(
                        new Lines(CommandSetup.newBuilder()
                                .setCoproc(CoprocSetup.newBuilder().setCommand(ByteString.copyFromUtf8("bc")))
                                .build()),
                        "8389bf7ad10171294eefb2fbe64db6322f2ed39d7b35676e40f1c71bd3c9de8e"),
                Arguments.of(
                        new JavaTasks(JavaSetup.newBuilder().setTaskClass("my.Task").addClassPath("/a.jar").build()),
                        "4844b29c7d886c5f36890b1d2313724c8217753ce07fab1d9b0c113c9b5707b9"));
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void contextsAreThoseOfEveryVersion(Work work, String context) {
        List<byte[]> environment = List.of("B=2".getBytes(StandardCharsets.UTF_8));
        assertEquals(context, HexFormat.of().formatHex(Identity.context(work.fingerprint("/here", environment))));
    }
}
