package io.drover.cli.options;

import java.util.List;
import java.util.Stack;
import java.util.stream.Stream;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Options that GNU parallel has and we have not: one line that says so is better than "unknown option". */
public final class UnsupportedOptions {
    /** Names that mean the same, and what to do without them. No lambda, with which this interface would not get into an archive. */
    private record Gap(String reason, String... names) implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            throw new ParameterException(command.commandLine(), String.join(", ", names) + ": " + reason);
        }
    }

    private static final String REMOTE =
            "remote hosts are not supported yet; run drover on each host, or use GNU parallel for this";
    private static final String SQL = "jobs are not shared through a database; --journal records a run in SQLite";
    private static final String FIRST_LINE =
            "not supported; let the script begin with #!/usr/bin/env -S drover run --skip-first-line COMMAND ::::";

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
            new Gap(REMOTE, "--bf", "--basefile"),
            new Gap(REMOTE, "--onall"),
            new Gap(REMOTE, "--nonall"),
            new Gap(REMOTE, "--filter-hosts", "--filterhosts", "--filter-host"),
            new Gap(REMOTE, "--hgrp", "--hostgroup", "--hostgroups", "--hgroup"),
            new Gap(REMOTE, "--rsync-opts", "--rsyncopts"),
            new Gap(SQL, "--sqlmaster", "--sql-master", "--sql"),
            new Gap(SQL, "--sqlworker", "--sql-worker"),
            new Gap(SQL, "--sqlandworker", "--sql-and-worker"),
            new Gap("use --link or :::+", "--link-input-source", "--xapply-input-source"),
            new Gap(FIRST_LINE, "--shebang", "--hashbang"),
            new Gap(FIRST_LINE, "--shebang-wrap"),
            new Gap("not supported; --combineexec puts Drover and a program into one file", "--embed"),
            new Gap("not supported; a block is sent when it is full or the input ends", "--block-timeout", "--bt"),
            new Gap("an option of env_parallel; source env_parallel.bash first", "--session", "--end-session"),
            new Gap("not supported; use drover completion", "--shell-completion"),
            new Gap("use --gnu, or nothing", "--tollef"),
            new Gap("use --group", "-g"),
            new Gap("use --bf", "-B"),
            new Gap("use --tty", "-T"),
            new Gap("use --er", "-U"),
            new Gap("use --wd", "-W"),
            new Gap(FIRST_LINE, "-Y"),
            new Gap("use --halt", "-H"),
            new Gap("signals reach the tasks anyway", "--ctrl-c", "--no-ctrl-c"));

    private UnsupportedOptions() {}

    /** Makes {@code command} know them well enough to refuse them, but for those that it has. */
    public static void refuse(CommandSpec command) {
        for (Gap gap : GAPS) {
            if (Stream.of(gap.names()).anyMatch(command.optionsMap()::containsKey)) {
                continue;
            }
            command.addOption(OptionSpec.builder(gap.names())
                    .hidden(true)
                    .arity("0..1")
                    .type(String.class)
                    .parameterConsumer(gap)
                    .build());
        }
    }
}
