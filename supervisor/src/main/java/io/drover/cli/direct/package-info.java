/**
 * What the words of a run say, by a table made of the annotations of its options: picocli, which takes as long to load as all
 * the rest of a start, is left for help and for what is wrong. Knows no messages.
 */
package io.drover.cli.direct;
