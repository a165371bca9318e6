/** The options of {@code run}, by subject: each class knows its options, refuses what does not fit, and makes one configuration. */
package io.drover.cli.options;
