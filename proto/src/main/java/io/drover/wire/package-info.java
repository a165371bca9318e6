/** What supervisor and worker agree on beside their messages: the scoreboard, and what both compute alike. No sockets. */
package io.drover.wire;
