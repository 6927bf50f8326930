package io.jaybit.station.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./jaybit order}: what changes something at the venue. */
@Command(
        name = "order",
        description = "Place, change and take back orders; asks before anything is sent.",
        footer = {
            "",
            "Examples:",
            "  jaybit order place BTCUSDT buy 0.01 --price 60000 --profile paper",
            "  jaybit order amend BTCUSDT MY-ID --price 60100 --profile paper",
            "  jaybit order cancel BTCUSDT MY-ID --profile paper --yes",
            "  jaybit order cancel-all --category linear --profile paper"
        })
final class OrderCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command with its four subcommands. */
    static CommandLine line(Desk desk) {
        CommandLine line = new CommandLine(new OrderCommand());
        for (Object command : new Object[] {
            new OrderPlaceCommand(desk),
            new OrderAmendCommand(desk),
            new OrderCancelCommand(desk),
            new OrderCancelAllCommand(desk)
        }) {
            CommandLine sub = new CommandLine(command);
            sub.getCommandSpec().mixinStandardHelpOptions(true);
            line.addSubcommand(sub);
        }
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: place, amend, cancel or cancel-all");
    }
}
