package io.drover.supervisor;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Workers of one kind that a supervisor has {@linkplain Supervisor#hire hired}. Any thread. */
public final class Crew {
    private final int number;
    private final BiConsumer<Crew, CrewOrder> orders;
    private final CompletableFuture<CrewEnd> end = new CompletableFuture<>();

    Crew(int number, BiConsumer<Crew, CrewOrder> orders) {
        this.number = number;
        this.orders = orders;
    }

    /** {@return how many crews its supervisor had hired before it} */
    public int number() {
        return number;
    }

    /**
     * Obeyed in the next round of the loop, in the order in which orders came. Nothing happens if the crew is over.
     *
     * @param order what to do
     */
    public void tell(CrewOrder order) {
        orders.accept(this, order);
    }

    /**
     * {@return completed, by the loop's thread, when every task that it has taken has its final state, every worker is gone, and the
     * follower has taken care of all that; with a failure where the supervisor ended before}
     */
    public CompletableFuture<CrewEnd> end() {
        return end;
    }

    @Override
    public String toString() {
        return "crew " + number;
    }
}
