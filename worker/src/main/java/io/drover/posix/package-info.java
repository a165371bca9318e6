/** System calls that Java lacks, through JNA. The only package that knows JNA; it decides nothing. */
package io.drover.posix;
