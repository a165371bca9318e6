/** Flows that are written down as TOML: the words of a run made of them, and where in the file what is wrong stands. Knows no messages. */
package io.drover.cli.graph;
