/**
 * The product as its users have it: real processes of the packaged jar, each test in a sandbox that nobody and nothing
 * may outlive. {@code *IT} run after packaging.
 */
package io.drover.it;
