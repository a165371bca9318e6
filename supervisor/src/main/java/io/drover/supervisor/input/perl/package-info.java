/**
 * The small part of Perl that replacement strings are written in: substitutions, transliterations and a few functions.
 * Not Perl: no variables, no conditions, no arithmetic.
 *
 * <p>Values are texts with one byte per character; upper and lower case are those of ASCII.
 */
package io.drover.supervisor.input.perl;
