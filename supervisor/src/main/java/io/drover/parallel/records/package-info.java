/** Input cut into records, by line, delimiter or CSV. What they mean comes later. */
package io.drover.parallel.records;
