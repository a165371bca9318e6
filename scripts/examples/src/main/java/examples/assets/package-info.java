/** All that a page needs, and what that needs, each once. */
package examples.assets;
