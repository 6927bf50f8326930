package io.jaybit.client.internal.account;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.Execution;
import io.jaybit.account.Origin;
import io.jaybit.client.internal.account.AccountTransport.Reply;
import io.jaybit.client.internal.account.AccountTransport.Request;
import io.jaybit.client.internal.wire.AccountReader;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.UnreadableFrame;
import io.jaybit.market.Category;
import io.jaybit.orders.AccountQuestion;
import io.jaybit.orders.OrderRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about the account: which endpoint, which parameters, how many pages and slices of time. Confined to its transport's
 * thread. An answer is complete or a failure, never a part.
 *
 * <p>Venue pages: <a href="https://bybit-exchange.github.io/docs/v5/order/open-order">Open Orders</a> and those beside it. Lists reach over
 * seven days at most, so that longer times are asked in slices; rows can shift between pages, so that some come twice.
 */
public final class AccountApi {
    /** Takes what came of a question: exactly one of the two. */
    public interface Listener {
        /** All rows of all pages, executions oldest first. */
        void onAnswered(List<AccountEvent> rows);

        void onFailed(String reason);
    }

    private static final long SLICE_MILLIS = Duration.ofDays(7).toMillis() - 1;
    private static final int MOST_PAGES = 500;

    /** Reads a row. */
    private interface RowReader {
        AccountEvent read(Node row, Origin origin) throws UnreadableFrame;
    }

    private final AccountTransport transport;

    public AccountApi(AccountTransport transport) {
        this.transport = transport;
    }

    /** @param venueEpochMillis the venue's clock, up to which lists are asked for */
    public void ask(AccountQuestion question, long venueEpochMillis, Listener to) {
        if (question instanceof AccountQuestion.OpenOrders open) {
            String query = "openOnly=0&limit=50" + settle(open.settleCoin());
            new Reading("/v5/order/realtime", open.category(), query, orders(open.category()), to).begin();
        } else if (question instanceof AccountQuestion.ClosedOrders closed) {
            new Reading("/v5/order/history", closed.category(), "limit=50", orders(closed.category()), to)
                    .begin(closed.fromEpochMillis(), venueEpochMillis);
        } else if (question instanceof AccountQuestion.Executions executions) {
            new Reading("/v5/execution/list", executions.category(), "limit=100", fills(executions.category()), to)
                    .begin(executions.fromEpochMillis(), venueEpochMillis);
        } else if (question instanceof AccountQuestion.Positions positions) {
            Category category = positions.category();
            String query = "limit=200" + settle(positions.settleCoin());
            new Reading(
                            "/v5/position/list",
                            category,
                            query,
                            (row, origin) -> AccountReader.position(row, origin, category),
                            to)
                    .begin();
        } else if (question instanceof AccountQuestion.Wallet) {
            new Reading("/v5/account/wallet-balance", null, "accountType=UNIFIED", AccountReader::wallet, to).begin();
        } else if (question instanceof AccountQuestion.OrderNow now) {
            Category category = now.order().symbol().category();
            new Reading("/v5/order/realtime", category, reference(now.order()), orders(category), to).begin();
        } else if (question instanceof AccountQuestion.OrderBefore before) {
            Category category = before.order().symbol().category();
            new Reading("/v5/order/history", category, reference(before.order()), orders(category), to).begin();
        } else if (question instanceof AccountQuestion.ExecutionsOf of) {
            Category category = of.order().symbol().category();
            new Reading("/v5/execution/list", category, reference(of.order()) + "&limit=100", fills(category), to)
                    .begin();
        }
    }

    private static RowReader orders(Category category) {
        return (row, origin) -> AccountReader.order(row, origin, category);
    }

    private static RowReader fills(Category category) {
        return (row, origin) -> AccountReader.execution(row, origin, category);
    }

    private static String settle(String coin) {
        return coin.isEmpty() ? "" : "&settleCoin=" + encoded(coin);
    }

    private static String reference(OrderRef order) {
        return "symbol=" + encoded(order.symbol().name())
                + (order.orderId().isEmpty()
                        ? "&orderLinkId=" + encoded(order.orderLinkId())
                        : "&orderId=" + encoded(order.orderId()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One question on its way through slices and pages. */
    private final class Reading {
        private final String path;
        private final String query;
        private final RowReader reader;
        private final Listener to;
        private final List<AccountEvent> rows = new ArrayList<>();
        private OptionalLong sliceFrom = OptionalLong.empty();
        private long sliceTo;
        private long end;
        private int pages;

        private Reading(String path, @Nullable Category category, String filters, RowReader reader, Listener to) {
            this.path = path;
            this.query = (category == null ? "" : "category=" + category.text() + "&") + filters;
            this.reader = reader;
            this.to = to;
        }

        private void begin() {
            page("");
        }

        private void begin(long fromMillis, long toMillis) {
            // A little beyond the present: the venue's clock may be ahead of what we think.
            end = Math.max(fromMillis, toMillis) + 1_000;
            slice(fromMillis);
        }

        private void slice(long fromMillis) {
            sliceFrom = OptionalLong.of(fromMillis);
            sliceTo = Math.min(fromMillis + SLICE_MILLIS, end);
            page("");
        }

        private void page(String cursor) {
            StringBuilder text = new StringBuilder(query);
            if (sliceFrom.isPresent()) {
                text.append("&startTime=")
                        .append(sliceFrom.getAsLong())
                        .append("&endTime=")
                        .append(sliceTo);
            }
            if (!cursor.isEmpty()) {
                // It is encoded already.
                text.append("&cursor=").append(cursor);
            }
            transport.send(Request.get(path, text.toString()), this::take);
        }

        private void take(Reply reply) {
            if (reply instanceof Reply.Failure failure) {
                to.onFailed(failure.reason());
            } else if (reply instanceof Reply.Answer answer) {
                if (answer.code() == 0) {
                    take(answer);
                } else {
                    to.onFailed(answer.message() + " (retCode " + answer.code() + ")");
                }
            }
        }

        private void take(Reply.Answer answer) {
            Origin origin = new Origin(Origin.Source.QUERY, answer.serverEpochMillis(), answer.receivedEpochNanos());
            Node rowsOrNone = answer.result().get("list");
            List<Node> list = rowsOrNone.items();
            if (list == null || rowsOrNone.isNothing()) {
                to.onFailed("an answer without a list");
                return;
            }
            try {
                for (Node row : list) {
                    rows.add(reader.read(row, origin));
                }
            } catch (UnreadableFrame unreadable) {
                to.onFailed("an answer that cannot be read: " + unreadable.getMessage());
                return;
            }
            String cursor = answer.result().get("nextPageCursor").textOrEmpty();
            pages++;
            if (pages > MOST_PAGES) {
                to.onFailed("more than " + MOST_PAGES + " pages");
            } else if (!cursor.isEmpty() && !list.isEmpty()) {
                page(cursor);
            } else if (sliceFrom.isPresent() && sliceTo < end) {
                slice(sliceTo + 1);
            } else {
                to.onAnswered(inOrder());
            }
        }

        /** Lists come newest first. */
        private List<AccountEvent> inOrder() {
            if (!rows.isEmpty() && rows.get(0) instanceof Execution) {
                rows.sort(Comparator.comparingLong(AccountEvent::exchangeEpochMillis));
            }
            return List.copyOf(rows);
        }
    }
}
