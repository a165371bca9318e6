package io.drover.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** scripts/env_parallel: functions for bash and zsh. */
class ShellFunctionsIT extends InSandbox {
    private static final Path FUNCTIONS = Sandbox.jar().resolve("../../../scripts/env_parallel").normalize();

    private Result in(String shell, String script) {
        String java = "JAVA_HOME='" + System.getProperty("java.home") + "' DROVER_CACHE='" + Archives.cache() + "' ";
        return sandbox.shell(java + shell + " <<'END'\n. '" + FUNCTIONS + "'\n" + script + "\nEND").finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void commandsKnowWhatTheShellKnowsAndVariablesGetTheirOutput(String shell) {
        assumeTrue(shell.equals("bash") || Files.exists(Path.of("/bin/zsh")), "there is a zsh");
        in(shell, """
                text="a  'b'"; list=(1 "2 3"); typeset -A map; map[k]="v v"
                show() { echo "$1 $text ${list[@]} ${map[k]}"; }
                env_parset got show ::: x y </dev/null
                printf '%s\\n' "${got[@]}"
                parset 'one two' 'printf "%s\\n\\n"' ::: 'p q' "it's" </dev/null
                echo "$one|$two|"
                typeset -A by
                parset by 'echo {2}; exit {1}' ::: 0 1 ::: 'a b' 2>/dev/null </dev/null
                echo "$? ${by[1 a b]}"
                """)
                .exited(0)
                .printed("x a  'b' 1 2 3 v v\ny a  'b' 1 2 3 v v\np q\n|it's\n|\n1 a b\n");
    }

    @Test
    void definitionsAreGoneFromTheDiskWhileCommandsRunAndWhatTheyStartDoesNotKnowThem() {
        in("bash", """
                secret=5
                env_parallel 'echo "$secret" $(bash -c '"'"'echo "${secret-none} ${BASH_ENV-none}"'"'"'); ls "$TMPDIR" | grep -c ^tmp; :' ::: x </dev/null
                """).exited(0).printed("5 none none\n0\n");
    }
}
