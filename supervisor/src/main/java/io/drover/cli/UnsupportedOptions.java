package io.drover.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that GNU parallel has and we have not: one line that says so is better than "unknown option". */
final class UnsupportedOptions {
    /** Names that mean the same, and what to do without them. */
    private record Gap(String reason, String... names) {}

    private static final String REMOTE =
            "remote hosts are not supported yet; run drover on each host, or use GNU parallel for this";
    private static final String SQL = "jobs are not shared through a database; --journal records a run in SQLite";
    private static final String TMUX = "output does not go to tmux; --line-buffer --tag shows it while tasks run";
    private static final String COUNTING = "the CPUs are counted as threads; give -j a number";

    private static final List<Gap> GAPS = List.of(
            new Gap(REMOTE, "-S", "--sshlogin"),
            new Gap(REMOTE, "--slf", "--sshloginfile"),
            new Gap(REMOTE, "--ssh"),
            new Gap(REMOTE, "--sshdelay", "--ssh-delay"),
            new Gap(REMOTE, "-M", "--controlmaster"),
            new Gap(REMOTE, "--transfer"),
            new Gap(REMOTE, "--tf", "--transferfile", "--transfer-file", "--transferfiles", "--transfer-files"),
            new Gap(REMOTE, "--return"),
            new Gap(REMOTE, "--trc"),
            new Gap(REMOTE, "--cleanup"),
            new Gap(REMOTE, "--bf", "--basefile"),
            new Gap(REMOTE, "--onall"),
            new Gap(REMOTE, "--nonall"),
            new Gap(REMOTE, "--filter-hosts", "--filterhosts", "--filter-host"),
            new Gap(REMOTE, "--hgrp", "--hostgroup", "--hostgroups", "--hgroup"),
            new Gap(REMOTE, "--rsync-opts", "--rsyncopts"),
            new Gap(SQL, "--sqlmaster", "--sql-master", "--sql"),
            new Gap(SQL, "--sqlworker", "--sql-worker"),
            new Gap(SQL, "--sqlandworker", "--sql-and-worker"),
            new Gap(TMUX, "--tmux"),
            new Gap(TMUX, "--tmuxpane", "--tmux-pane"),
            new Gap(COUNTING, "--use-sockets-instead-of-threads", "--usesocketsinsteadofthreads"),
            new Gap(COUNTING, "--use-cores-instead-of-threads", "--usecoresinsteadofthreads"),
            new Gap(COUNTING, "--use-cpus-instead-of-cores", "--usecpusinsteadofcores"));

    private UnsupportedOptions() {}

    /** Makes {@code command} know them well enough to refuse them. */
    static void refuse(CommandSpec command) {
        for (Gap gap : GAPS) {
            command.addOption(OptionSpec.builder(gap.names())
                    .hidden(true)
                    .arity("0..1")
                    .type(String.class)
                    .parameterConsumer((words, option, spec) -> {
                        throw new CommandLine.ParameterException(
                                spec.commandLine(), String.join(", ", gap.names()) + ": " + gap.reason());
                    })
                    .build());
        }
    }
}
