package io.drover.help;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionTest {
    private static void assertHas(String script, String line) {
        assertTrue(script.lines().anyMatch(found -> found.strip().equals(line)), () -> "no line\n" + line + "\nin\n" + script);
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void hiddenOptionsAndOtherSpellingsAreNotOffered(Shell shell) {
        String script = shell.completion(Example.manual());
        assertFalse(script.contains("secret"));
        assertFalse(script.contains("dryrun"));
        assertFalse(script.matches("(?s).*@[A-Z]+@.*"), "a place in the script was not filled");
    }

    @Test
    void fishKnowsNamesValuesAndQuotes() {
        String script = Shell.FISH.completion(Example.manual());
        assertHas(script, "complete -c drover -n '__drover_at run' -s j -l jobs -x -d 'At a time: 50% or {%}; [all].'");
        assertHas(script, "complete -c drover -n '__drover_at run' -l dry-run -d 'Print, don\\'t \"run\".'");
        assertHas(script, "complete -c drover -n '__drover_at run' -s i -l replace -d '.dots first; \\\\n too.'");
        assertHas(script, "complete -c drover -n '__drover_at run' -l log -r -F -d 'Write it down.'");
        assertHas(script, "complete -c drover -n '__drover_at run' -l wd -x -a '(__fish_complete_directories)' -d 'Go there.'");
        assertHas(script, "complete -c drover -n '__drover_at run' -l when -x -a 'soon now' -d 'When.'");
        assertHas(script, "set -g __drover_valued '-j' '--jobs' '--log' '--wd' '--when'");
    }

    @Test
    void zshKnowsNamesValuesAndQuotes() {
        String script = Shell.ZSH.completion(Example.manual());
        assertHas(script, "'run:Runs '\\''it'\\'', back\\slash and all'");
        assertHas(script, "'*-j+[At a time\\: 50% or {%}; \\[all\\].]:N%: ' \\");
        assertHas(script, "'*--dry-run[Print, don'\\''t \"run\".]' \\");
        assertHas(script, "'*--replace=-[.dots first; \\\\n too.]::TEXT: ' \\");
        assertHas(script, "'*--log=[Write it down.]:FILE:_files' \\");
        assertHas(script, "'*--when=[When.]:soon|now:(soon now)' \\");
        assertHas(script, "'(-):command:_command_names -e' \\");
    }

    @Test
    void bashKnowsNamesAndValues() {
        String script = Shell.BASH.completion(Example.manual());
        assertHas(script, "options='-j --jobs --dry-run -i --replace --log --wd --when -h --help'");
        assertHas(script, "valued='-j --jobs --log --wd --when'");
        assertHas(script, "files='--log'");
        assertHas(script, "directories='--wd'");
        assertHas(script, "values='|--when=soon now|'");
        assertHas(script, "command='1' choices=''");
    }
}
