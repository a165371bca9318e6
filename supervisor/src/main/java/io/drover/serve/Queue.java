package io.drover.serve;

import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.work.Work;

/**
 * What the queue of a service is made of.
 *
 * @param store has the tasks
 * @param intake hands out the first of them
 * @param station stores what becomes of them
 * @param conveyor leads there
 * @param work what they are
 */
record Queue(Store store, StoreIntake intake, StoreStation station, Conveyor conveyor, Work work) {}
