/** Workers that are threads of this process, and the way to them: for tests and debuggers. Starts no process and opens no socket. */
package io.drover.supervisor.threads;
