package io.drover.worker.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.posix.FewDescriptors;
import io.drover.posix.PosixException;
import io.drover.proto.CommandSetup;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoprocessTest {
    @Test
    void withoutAThirdPipeTheOthersDoNotStay() {
        CommandSetup setup = CommandSetup.getDefaultInstance();
        Set<String> left = FewDescriptors.pipesLeftBy(5, () -> assertThrows(
                PosixException.class, () -> Coprocess.start(null, null, setup, 1, -1, null)));
        assertEquals(Set.of(), left);
    }
}
