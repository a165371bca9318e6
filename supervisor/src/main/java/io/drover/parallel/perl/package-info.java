/**
 * Expressions that replacement strings are written in. Substitutions, transliterations and a few functions are done here;
 * for what is more, a Perl is started.
 *
 * <p>Values are texts with one byte per character; upper and lower case are those of ASCII.
 */
package io.drover.parallel.perl;
