package io.jaybit.station.cli;

import io.jaybit.client.Credentials;
import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import io.jaybit.station.pipeline.AccountFilter;
import io.jaybit.station.pipeline.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of everything that looks at the own account, as typed. The exchange is never assumed: a key for play money and one for
 * real money look alike.
 */
final class AccountOptions {
    @Option(
            names = "--exchange",
            paramLabel = "WHERE",
            description =
                    "mainnet, testnet, demo-trading, a region (tr id kz ge jp eu nl ae), or an address ws://HOST:PORT or"
                            + " wss://HOST:PORT. Needed unless the profile names it.")
    private @Nullable String exchange;

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Only linear, inverse, spot or option. Default: all.")
    private @Nullable String category;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this symbol. May be repeated.")
    private List<String> symbols = new ArrayList<>();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    /**
     * The settings, if nothing is wrong.
     *
     * @param group how the orders' own ids must begin; empty = any
     * @param problems gets a sentence for everything that is; look at it before using the result
     */
    AccountSettings check(String group, List<String> problems) {
        Credentials credentials = credentials(problems);
        Category wanted = StreamOptions.category(category, problems);
        if (wanted == Category.SPREAD) {
            problems.add("--category: spread has none of its own here (allowed: linear, inverse, spot, option)");
        }
        StreamSettings stream = output.check(exchange(credentials, problems), wanted, List.of(), problems);
        return new AccountSettings(
                stream,
                credentials,
                new AccountFilter(wanted, symbols.stream().map(Selection::plain).collect(Collectors.toSet()), group));
    }

    private @Nullable Credentials credentials(List<String> problems) {
        int before = problems.size();
        Credentials found = keys.find(problems);
        if (found == null && problems.size() == before) {
            problems.add("this needs an API key: " + KeyOptions.howTo());
        }
        return found;
    }

    private Exchange exchange(@Nullable Credentials credentials, List<String> problems) {
        Exchange own = credentials == null ? null : credentials.exchange();
        if (exchange == null) {
            if (own != null) {
                return own;
            }
            if (credentials != null || !keys.isByProfile()) {
                problems.add("say which exchange the key is for: --exchange mainnet, testnet, demo-trading, …"
                        + " (or a profile that names one); none is assumed where an account is concerned");
            }
            return Exchange.mainnet();
        }
        Exchange asked = StreamOptions.exchange(exchange, problems);
        if (own != null && !own.equals(asked) && problems.isEmpty()) {
            problems.add("--exchange: the key \"" + keys.name() + "\" is for " + own + ", not for " + asked);
        }
        return asked;
    }
}
