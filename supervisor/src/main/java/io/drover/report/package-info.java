/**
 * What a journal tells of a run or a flow, as one HTML page or as a trace. Reads the journal's rows one after the other and keeps
 * sums, so that a million tasks take no more memory than a thousand; keeps SQL rows and HTML out of everything else.
 */
package io.drover.report;
