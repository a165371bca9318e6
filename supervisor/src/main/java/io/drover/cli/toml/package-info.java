/** Files in TOML: what is wrong in one is told with its line and column. Knows no keys. */
package io.drover.cli.toml;
