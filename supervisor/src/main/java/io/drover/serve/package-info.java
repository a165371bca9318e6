/** The service: a supervisor whose tasks wait in a file. */
package io.drover.serve;
