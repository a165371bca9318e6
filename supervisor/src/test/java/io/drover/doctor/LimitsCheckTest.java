package io.drover.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsCheckTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "1024; 4025; OK; 1,024 open files and 4,025 more processes allow -j 1,333; ",
        "1048576; 9223372036854775807; OK; 1,048,576 open files and unlimited more processes allow -j 11,184,128; ",
        "256; 4025; OK; 256 open files and 4,025 more processes allow -j 832; ",
        "80; 4025; WARN; 80 open files and 4,025 more processes allow -j 8; raise ulimit -n",
        "20000; 325; WARN; 20,000 open files and 325 more processes allow -j 100;"
            + " raise ulimit -u, or the pids limit of the control group",
        "40; 4025; FAIL; 40 open files and 4,025 more processes allow -j 0; raise ulimit -n",
        "1024; 3; FAIL; 1,024 open files and 3 more processes allow -j 0;"
            + " raise ulimit -u, or the pids limit of the control group",
    })
    void saysHowManyTasksAtATimeThereCanBe(long files, long tasks, Finding.Level level, String what, String advice) {
        assertEquals(new Finding(level, what, advice), LimitsCheck.examine(files, tasks));
    }
}
