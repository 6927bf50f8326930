package io.jaybit.client.internal.rest;

import io.jaybit.account.AccountInfo;
import io.jaybit.account.ClosedPnl;
import io.jaybit.account.DisconnectProtectionSetting;
import io.jaybit.account.FeeRate;
import io.jaybit.account.KeyInfo;
import io.jaybit.account.OrderSide;
import io.jaybit.client.internal.rest.RestClient.Answer;
import io.jaybit.client.internal.wire.JsonBody;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.UnreadableFrame;
import io.jaybit.client.internal.wire.VenueCodes;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.TradingStop;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the account, and what it is told about itself. Safe for any thread; futures fail with {@link RestFailure}, some within a
 * {@link CompletionException}. A setting that stands already is no failure.
 */
public final class SettingsApi {
    private static final long SPAN_MILLIS = Duration.ofDays(7).toMillis();

    private final Requester requester;
    private final Questions questions;

    public SettingsApi(Requester requester) {
        this.requester = requester;
        this.questions = new Questions(requester);
    }

    public CompletableFuture<Void> setLeverage(Symbol symbol, Decimal buy, Decimal sell) {
        return set(
                "/v5/position/set-leverage",
                symbol(symbol).decimal("buyLeverage", buy).decimal("sellLeverage", sell));
    }

    public CompletableFuture<Void> switchMode(Symbol symbol, boolean hedge) {
        return set("/v5/position/switch-mode", symbol(symbol).whole("mode", hedge ? 3 : 0));
    }

    public CompletableFuture<Void> setTradingStop(TradingStop stop) {
        boolean partial = stop.size() != null;
        JsonBody body = symbol(stop.symbol())
                .text("tpslMode", partial ? "Partial" : "Full")
                .whole("positionIdx", stop.positionIdx())
                .decimal("takeProfit", stop.takeProfit())
                .decimal("stopLoss", stop.stopLoss())
                .decimal("trailingStop", stop.trailingStop())
                .decimal("activePrice", stop.activePrice())
                .textUnlessEmpty("tpTriggerBy", stop.takeProfitBy().text())
                .textUnlessEmpty("slTriggerBy", stop.stopLossBy().text());
        if (partial) {
            part("tp", stop.takeProfit(), stop.size(), stop.takeProfitLimit(), body);
            part("sl", stop.stopLoss(), stop.size(), stop.stopLossLimit(), body);
        }
        return set("/v5/position/trading-stop", body);
    }

    private static void part(
            String prefix, @Nullable Decimal price, @Nullable Decimal size, @Nullable Decimal limit, JsonBody to) {
        if (price != null) {
            to.decimal(prefix + "Size", size)
                    .text(prefix + "OrderType", limit == null ? "Market" : "Limit")
                    .decimal(prefix + "LimitPrice", limit);
        }
    }

    /** @param symbol empty for all of the category */
    public CompletableFuture<List<FeeRate>> feeRates(Category category, String symbol) {
        Query query = new Query().add("category", category.text()).addUnlessEmpty("symbol", symbol);
        return questions.ask(get("/v5/account/fee-rate", query), answer -> {
            List<FeeRate> rates = new ArrayList<>();
            for (Node row : Questions.rows(answer)) {
                rates.add(new FeeRate(
                        row.get("symbol").textOrEmpty(),
                        row.get("baseCoin").textOrEmpty(),
                        Texts.requiredNumber(row, "takerFeeRate"),
                        Texts.requiredNumber(row, "makerFeeRate")));
            }
            return rates;
        });
    }

    /** Newest first within a week, the oldest week first. */
    public CompletableFuture<List<ClosedPnl>> closedPnl(Category category, String symbol, long from, long to) {
        long end = Math.min(to, from + SPAN_MILLIS);
        Query query = new Query()
                .add("category", category.text())
                .addUnlessEmpty("symbol", symbol)
                .add("startTime", Long.toString(from))
                .add("endTime", Long.toString(end))
                .add("limit", "100");
        CompletableFuture<List<ClosedPnl>> span =
                questions.pages(get("/v5/position/closed-pnl", query), answer -> closedPnl(answer, category));
        return end >= to
                ? span
                : span.thenCompose(
                        early -> closedPnl(category, symbol, end + 1, to).thenApply(late -> {
                            List<ClosedPnl> both = new ArrayList<>(early);
                            both.addAll(late);
                            return List.copyOf(both);
                        }));
    }

    private static List<ClosedPnl> closedPnl(Answer answer, Category category) throws UnreadableFrame {
        List<ClosedPnl> rows = new ArrayList<>();
        for (Node row : Questions.rows(answer)) {
            String side = Texts.required(row, "side");
            rows.add(new ClosedPnl(
                    new Symbol(category, Texts.required(row, "symbol")),
                    Texts.required(row, "orderId"),
                    OrderSide.parse(side).orElseThrow(() -> new UnreadableFrame("no side: " + side)),
                    Texts.requiredNumber(row, "closedSize"),
                    Texts.requiredNumber(row, "avgEntryPrice"),
                    Texts.requiredNumber(row, "avgExitPrice"),
                    Texts.requiredNumber(row, "closedPnl"),
                    Texts.requiredLong(row, "createdTime"),
                    Texts.requiredLong(row, "updatedTime")));
        }
        return rows;
    }

    /** @param product {@code SPOT}, {@code DERIVATIVES} or {@code OPTIONS} */
    public CompletableFuture<Void> setDisconnectProtection(String product, int windowSeconds) {
        return set(
                "/v5/order/disconnected-cancel-all",
                new JsonBody().text("product", product).whole("timeWindow", windowSeconds));
    }

    public CompletableFuture<List<DisconnectProtectionSetting>> disconnectProtection() {
        return questions.ask(get("/v5/account/query-dcp-info", new Query()), answer -> {
            List<DisconnectProtectionSetting> settings = new ArrayList<>();
            List<Node> rows = answer.result().get("dcpInfos").items();
            for (Node row : rows == null ? List.<Node>of() : rows) {
                settings.add(new DisconnectProtectionSetting(
                        Texts.required(row, "product"),
                        row.get("dcpStatus").textOrEmpty().equals("ON"),
                        Texts.intOr(row.get("timeWindow"), 0)));
            }
            return settings;
        });
    }

    /** The venue tells of a position that is flat, too, when it is asked by symbol. */
    public CompletableFuture<Boolean> isHedged(Symbol symbol) {
        Query query = new Query().add("category", symbol.category().text()).add("symbol", symbol.name());
        return questions.ask(get("/v5/position/list", query), answer -> {
            List<Node> rows = answer.result().get("list").items();
            return rows != null && rows.stream().anyMatch(row -> Texts.intOr(row.get("positionIdx"), 0) != 0);
        });
    }

    public CompletableFuture<KeyInfo> keyInfo() {
        return questions.ask(get("/v5/user/query-api", new Query()), answer -> {
            Node result = answer.result();
            Map<String, List<String>> permissions = new LinkedHashMap<>();
            result.get("permissions").fields().forEach((group, words) -> {
                List<String> known = texts(words);
                if (!known.isEmpty()) {
                    permissions.put(group, known);
                }
            });
            return new KeyInfo(
                    Texts.intOr(result.get("readOnly"), 0) != 0,
                    permissions,
                    texts(result.get("ips")),
                    time(result.get("expiredAt").textOrEmpty()),
                    result.get("userID").textOrEmpty(),
                    result.get("note").textOrEmpty());
        });
    }

    private static List<String> texts(Node list) {
        List<Node> items = list.items();
        return items == null ? List.of() : items.stream().map(Node::textOrEmpty).toList();
    }

    private static @Nullable Instant time(String text) throws UnreadableFrame {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notATime) {
            throw new UnreadableFrame("\"expiredAt\" is no time: \"" + text + "\"");
        }
    }

    public CompletableFuture<AccountInfo> accountInfo() {
        return questions.ask(
                get("/v5/account/info", new Query()),
                answer -> new AccountInfo(
                        Texts.intOr(answer.result().get("unifiedMarginStatus"), 0),
                        answer.result().get("marginMode").textOrEmpty(),
                        answer.result().get("isMasterTrader").isTrue(),
                        answer.result().get("spotHedgingStatus").textOrEmpty().equals("ON"),
                        Texts.longOr(answer.result().get("updatedTime"), 0)));
    }

    private static JsonBody symbol(Symbol symbol) {
        return new JsonBody().text("category", symbol.category().text()).text("symbol", symbol.name());
    }

    private static RestRequest get(String path, Query query) {
        return RestRequest.signedGet(path, query.toString());
    }

    private CompletableFuture<Void> set(String path, JsonBody body) {
        return requester.ask(RestRequest.post(path, body.toString())).handle((answer, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof RestFailure refused && VenueCodes.isUnchanged(refused.retCode())) {
                return null;
            }
            if (cause != null) {
                throw new CompletionException(cause);
            }
            return null;
        });
    }
}
