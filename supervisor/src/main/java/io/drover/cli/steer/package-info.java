/** Commands that look at what runs and steer it. */
package io.drover.cli.steer;
