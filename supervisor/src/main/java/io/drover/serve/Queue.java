package io.drover.serve;

import io.drover.supervisor.Crew;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.output.BatchingFollower;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.work.Work;

/**
 * What the queue of a service is made of.
 *
 * @param store has the tasks
 * @param intake hands out the first of them
 * @param station stores what becomes of them
 * @param conveyor leads there
 * @param crew runs them
 * @param work what they are
 */
record Queue(Store store, StoreIntake intake, StoreStation station, Conveyor conveyor, Crew crew, Work work) {

    /**
     * One whose tasks are run from now on.
     *
     * @param outlook is told of them, too
     */
    static Queue hire(Supervisor supervisor, Store store, Service.Config config, Outlook outlook, ServiceLog log) {
        StoreIntake intake = new StoreIntake(store, config.plan(), outlook::mark);
        StoreStation station = new StoreStation(store, intake, config, log);
        Conveyor conveyor = new Conveyor("drover-store", outlook.beside(station, log::say)).start();
        Crew crew = supervisor.hire(config.plan(), intake, new BatchingFollower(conveyor));
        return new Queue(store, intake, station, conveyor, crew, config.plan().work());
    }

    /** How many of its tasks run at a time now. */
    int slots(Supervisor supervisor) {
        return supervisor.look().crews().stream().filter(one -> one.crew() == crew.number()).mapToInt(one -> one.progress().slots()).sum();
    }
}
