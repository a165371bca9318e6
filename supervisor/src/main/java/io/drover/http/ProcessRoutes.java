package io.drover.http;

import io.drover.proto.ControlRequest.Explain;
import io.drover.proto.ControlRequest.ProcessOrder;
import io.drover.proto.ControlRequest.ReadPrinted;
import io.drover.proto.ControlRequest.Reload;
import io.drover.proto.ControlRequest.RollProcesses;

/** What can be asked about processes that are kept running; how they are is part of the status. */
final class ProcessRoutes {
    private static final String PROCESS = "/api/v1/processes/{process}";

    private final Asking asking;

    ProcessRoutes(Asking asking) {
        this.asking = asking;
    }

    void addTo(Routes routes) {
        routes.add("POST", PROCESS + "/start", asked -> order(asked, ProcessOrder.What.START))
                .add("POST", PROCESS + "/stop", asked -> order(asked, ProcessOrder.What.STOP))
                .add("POST", PROCESS + "/restart", this::restart)
                .add("GET", PROCESS + "/output", this::output)
                .add("GET", PROCESS + "/why", asked -> asking.words(to -> to.setExplain(Explain.newBuilder().setProcess(name(asked)))))
                .add("POST", "/api/v1/reload", this::reload);
    }

    private static String name(Asked asked) throws Refusal {
        String name = asked.path("process");
        if (name.isEmpty()) {
            throw new Refusal(404, "say which process");
        }
        return name;
    }

    private Reply order(Asked asked, ProcessOrder.What what) throws Refusal {
        return asking.order(to -> to.setProcess(ProcessOrder.newBuilder().setWhat(what).addNames(name(asked))));
    }

    private Reply restart(Asked asked) throws Refusal {
        return Members.flag(asked.body("rolling"), "rolling")
                ? asking.order(to -> to.setRoll(RollProcesses.newBuilder().addNames(name(asked))))
                : order(asked, ProcessOrder.What.RESTART);
    }

    private Reply output(Asked asked) throws Refusal {
        byte[] printed = asking.ask(to -> to.setPrinted(ReadPrinted.newBuilder().setProcess(name(asked)))).getPrinted().getData().toByteArray();
        return new Reply(200, Reply.TEXT, printed);
    }

    private Reply reload(Asked asked) throws Refusal {
        return asking.words(to -> to.setReload(Reload.newBuilder().setDryRun(Members.flag(asked.body("dry_run"), "dry_run"))));
    }
}
