/** What is left to do when a run is over: its report, how to resume or repeat it, its exit status. Nothing of options. */
package io.drover.run;
