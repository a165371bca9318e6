/** Finds the supervisors of this user, and talks to them. */
package io.drover.client;
