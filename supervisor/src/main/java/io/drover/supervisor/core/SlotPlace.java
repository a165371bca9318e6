package io.drover.supervisor.core;

import io.drover.worker.SlotForm;

/** Where in a text the slot number goes, and what becomes of it there. */
public record SlotPlace(int offset, SlotForm form) {}
