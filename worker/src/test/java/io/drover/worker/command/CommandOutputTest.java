package io.drover.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.drover.posix.FewDescriptors;
import io.drover.posix.NativeBuffer;
import io.drover.posix.PollSet;
import io.drover.posix.PosixException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandOutputTest {
    @Test
    void withoutASecondPipeTheFirstDoesNotStay() {
        CommandOutput output = new CommandOutput(null, new PollSet(CommandOutput.STREAMS), new NativeBuffer(8), false, false);
        Set<String> left = FewDescriptors.pipesLeftBy(3, () -> assertThrows(
                PosixException.class, () -> output.capture(ends -> fail("there is no second pipe"))));
        assertEquals(Set.of(), left);
    }
}
