package io.drover.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginalEnvironmentTest {
    @ParameterizedTest
    @CsvSource({
        "A=1|LC_ALL=C.UTF-8|DROVER_ORIGINAL_LC_ALL==C|B=2, A=1|B=2|LC_ALL=C",
        "LC_ALL=C.UTF-8|DROVER_ORIGINAL_LC_ALL=|B=2, B=2",
        "LC_ALL=C.UTF-8|DROVER_ORIGINAL_LC_ALL==|B=2, B=2|LC_ALL=",
        "A=1|LC_ALL=C, A=1|LC_ALL=C",
        "DROVER_ORIGINAL_B==x=y|DROVER_ORIGINAL_LC_ALL=|A=1|LC_ALL=C, A=1|B=x=y",
    })
    void isWhatWasThereBefore(String environment, String restored) {
        List<byte[]> variables = Arrays.stream(environment.split("\\|")).map(String::getBytes).toList();
        assertEquals(
                Arrays.asList(restored.split("\\|")),
                OriginalEnvironment.restored(variables).stream().map(String::new).toList());
    }
}
