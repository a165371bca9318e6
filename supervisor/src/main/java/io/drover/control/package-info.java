/** The socket by which any supervisor is looked at and steered from other processes of its user. */
package io.drover.control;
