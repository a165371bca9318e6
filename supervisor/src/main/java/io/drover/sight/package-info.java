/** What is seen of supervisors and of the tasks that they have stored, as people and programs read it: numbers, words and JSON. */
package io.drover.sight;
