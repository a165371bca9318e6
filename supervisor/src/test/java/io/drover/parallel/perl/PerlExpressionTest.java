package io.drover.parallel.perl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.parallel.text.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused; what is understood is in the transcripts. */
class PerlExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo(",
                "s/a/",
                "s/a/b/e",
                "s/(/b/",
                "s/a/$x/",
                "s/a/b/ s/c/d/",
                "if ($_) { uq() }",
                "$_=$x",
                "$_=seq()+1",
                "$_++",
                "system('ls')",
                "print",
                "$_=uc($_",
                "$_=\"a",
                "tr/a/b/r",
                "$_=substr($_)"
            })
    void refusesOtherPerlInOneLine(String code) {
        UsageException e = assertThrows(UsageException.class, () -> PerlExpression.parse(code));
        assertTrue(e.getMessage().contains(code) || e.getMessage().contains("regular expression"), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }

    @Test
    void knowsWhetherTheNumberOfTasksIsNeeded() {
        assertTrue(PerlExpression.parse("s/a/b/; $_ = total_jobs()").needsTotal());
        assertFalse(PerlExpression.parse("$_ = seq()").needsTotal());
    }
}
