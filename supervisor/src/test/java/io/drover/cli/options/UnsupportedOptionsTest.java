package io.drover.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.cli.RunCommand;
import io.drover.parallel.text.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsupportedOptionsTest {
    private static String refusal(String... words) {
        return assertThrows(UsageException.class, () -> RunCommand.countPresetOptions(List.of(words))).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-S", "--sshlogin", "--slf", "--sshloginfile", "--transfer", "--tf", "--return", "--trc",
        "--basefile", "--onall", "--nonall", "--sshdelay", "--ssh", "--filter-hosts", "-M"})
    void remoteHostsAreRefusedByName(String option) {
        assertEquals(
                "remote hosts are not supported yet; run drover on each host, or use GNU parallel for this",
                refusal(option, "x").replaceFirst("^(.*[ ,])?" + option + "(,[^:]*)?: ", ""));
    }

    @ParameterizedTest
    @CsvSource({"--shebang, --skip-first-line", "-Y, --skip-first-line", "--embed, --combineexec",
        "--sqlmaster, --journal", "--bt, when it is full"})
    void whatIsMissingSaysWhatThereIsInstead(String option, String advice) {
        assertTrue(refusal(option, "x").contains(advice), () -> refusal(option, "x"));
    }

    @Test
    void anAttachedValueMakesNoDifference() {
        assertEquals(refusal("-S", "server"), refusal("-Sserver"));
        assertEquals(refusal("-S", "server"), refusal("--sshlogin=server"));
    }
}
