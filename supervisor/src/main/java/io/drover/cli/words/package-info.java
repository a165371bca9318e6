/** The words that options take: counts, durations, sizes; and who is asked when one is unknown. Nothing of picocli. */
package io.drover.cli.words;
