/** {@code drover doctor}: whether this machine gives what a run needs. Each check tries it, none asks for a version only. */
package io.drover.doctor;
