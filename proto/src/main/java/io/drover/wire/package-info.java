/** What supervisor and worker agree on beside their messages: the scoreboard, and what both compute alike; and messages without their classes. No sockets. */
package io.drover.wire;
