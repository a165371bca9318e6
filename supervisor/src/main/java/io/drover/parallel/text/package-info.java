/** Bytes as text: quoting, trimming, delimiters. Never decoded, and not yet records. */
package io.drover.parallel.text;
