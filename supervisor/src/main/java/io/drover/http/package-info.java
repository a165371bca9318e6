/**
 * HTTP for a supervisor: a page to look at, metrics, and the requests of the control socket as JSON. Knows the subject and what is asked
 * of it, but neither a face nor the engine behind it; nothing here is waited for by the loop.
 */
package io.drover.http;
