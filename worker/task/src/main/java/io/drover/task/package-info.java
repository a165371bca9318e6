/** What a task's author sees. Depends on nothing else of Drover; a task jar needs only this package to compile. */
package io.drover.task;
