package io.jaybit.client.internal.wire;

import io.jaybit.account.Origin;
import io.jaybit.feed.AccountSink;
import io.jaybit.market.Category;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A topic about the own account: a family, and the part of it that is wanted. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/private/order">Order</a> and those beside it. A family that
 * is cut into categories is subscribed as a whole or by category; the venue refuses both at once.
 *
 * @param part a category, the product of a {@code dcp} topic, or empty for the whole
 */
public record AccountTopic(Family family, String part) {
    private static final String DCP = "dcp.";

    /** Topics whose rows are alike. */
    public enum Family {
        ORDER("order", Cut.BY_CATEGORY),
        EXECUTION("execution", Cut.BY_CATEGORY),
        FAST_EXECUTION("execution.fast", Cut.BY_CATEGORY),
        POSITION("position", Cut.BY_CATEGORY_BUT_SPOT),
        WALLET("wallet", Cut.NOT),
        GREEKS("greeks", Cut.NOT),
        DISCONNECT_PROTECTION("dcp", Cut.NOT),
        SPREAD_ORDER("spread.order", Cut.NOT),
        SPREAD_EXECUTION("spread.execution", Cut.NOT);

        private final String text;
        private final Cut cut;

        Family(String text, Cut cut) {
            this.text = text;
            this.cut = cut;
        }

        /** The topic of the whole. */
        public String text() {
            return text;
        }

        /** Categories that have a topic of their own. */
        public List<Category> categories() {
            return switch (cut) {
                case NOT -> List.of();
                case BY_CATEGORY -> List.of(Category.SPOT, Category.LINEAR, Category.INVERSE, Category.OPTION);
                case BY_CATEGORY_BUT_SPOT -> List.of(Category.LINEAR, Category.INVERSE, Category.OPTION);
            };
        }
    }

    private enum Cut {
        NOT,
        BY_CATEGORY,
        BY_CATEGORY_BUT_SPOT
    }

    /** The topic of a name; null where we know none. */
    public static @Nullable AccountTopic of(String name) {
        if (name.startsWith(DCP) && name.length() > DCP.length()) {
            return new AccountTopic(Family.DISCONNECT_PROTECTION, name.substring(DCP.length()));
        }
        for (Family family : Family.values()) {
            if (name.equals(family.text) && family != Family.DISCONNECT_PROTECTION) {
                return new AccountTopic(family, "");
            }
            for (Category category : family.categories()) {
                if (name.equals(family.text + "." + category.text())) {
                    return new AccountTopic(family, category.text());
                }
            }
        }
        return null;
    }

    /** Whether the venue refuses to serve both of them at the same time. */
    public boolean conflictsWith(AccountTopic other) {
        return family == other.family && part.isEmpty() != other.part.isEmpty();
    }

    Origin.Source source() {
        return family == Family.FAST_EXECUTION ? Origin.Source.FAST_STREAM : Origin.Source.STREAM;
    }

    /** Reads a row of a frame, to be told later, when all of the frame could be read. */
    Consumer<AccountSink> read(Node row, Origin origin) throws UnreadableFrame {
        Category category = Category.parse(part).orElse(null);
        switch (family) {
            case ORDER -> {
                var order = AccountReader.order(row, origin, category);
                return sink -> sink.onOrder(order);
            }
            case EXECUTION -> {
                var execution = AccountReader.execution(row, origin, category);
                return sink -> sink.onExecution(execution);
            }
            case FAST_EXECUTION -> {
                var execution = AccountReader.fastExecution(row, origin, category);
                return sink -> sink.onFastExecution(execution);
            }
            case POSITION -> {
                var position = AccountReader.position(row, origin, category);
                return sink -> sink.onPosition(position);
            }
            case WALLET -> {
                var wallet = AccountReader.wallet(row, origin);
                return sink -> sink.onWallet(wallet);
            }
            case GREEKS -> {
                var greeks = AccountReader.greeks(row, origin);
                return sink -> sink.onGreeks(greeks);
            }
            case DISCONNECT_PROTECTION -> {
                var update = AccountReader.disconnectProtection(row, origin, part);
                return sink -> sink.onDisconnectProtection(update);
            }
            case SPREAD_ORDER -> {
                var order = AccountReader.spreadOrder(row, origin);
                return sink -> sink.onSpreadOrder(order);
            }
            case SPREAD_EXECUTION -> {
                var execution = AccountReader.spreadExecution(row, origin);
                return sink -> sink.onSpreadExecution(execution);
            }
        }
        throw new IllegalStateException("no such family: " + family);
    }
}
