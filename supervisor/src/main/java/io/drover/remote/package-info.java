/**
 * Code and values that travel to workers: functions and calls as lambdas, and whatever is serializable. Knows neither the workers nor
 * who sends them.
 */
package io.drover.remote;
