package io.drover.cli.steer;

import io.drover.cli.options.PlainCommand;

/** A command about something that runs elsewhere, which needs nothing of what it takes to run something here. */
public abstract class SteerCommand extends PlainCommand {}
