/** Input that is not read as values but handed to commands in blocks, by {@code --pipe} and its kind. */
package io.drover.parallel.blocks;
