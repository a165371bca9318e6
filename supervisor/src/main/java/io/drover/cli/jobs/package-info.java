/** Files that say which processes are to run: TOML, or a line for each as in a Procfile. All that is wrong in one is told at once. */
package io.drover.cli.jobs;
