package io.jaybit.simulator.desk;

import io.jaybit.simulator.desk.DisconnectProtection.Product;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.AccountFigures;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.CoinFigures;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.MarginMode;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Shows what an account has and is, and sets what it may choose about the whole of it. */
final class WalletDesk {
    private static final Category[] TRADED = {Category.LINEAR, Category.INVERSE, Category.SPOT, Category.OPTION};

    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern COIN = Pattern.compile("[A-Z0-9]{1,20}");

    /** Most of a coin that the demo venue gives at once. */
    private static final Map<String, BigDecimal> DEMO_MONEY = Map.of(
            "BTC", new BigDecimal(15),
            "ETH", new BigDecimal(200),
            "USDT", new BigDecimal(100_000),
            "USDC", new BigDecimal(100_000));

    private final Exchange exchange;
    private final DisconnectProtection protection;

    WalletDesk(Exchange exchange, DisconnectProtection protection) {
        this.exchange = exchange;
        this.protection = protection;
    }

    /** {@code /v5/account/wallet-balance}: of the named coins, or of those that are not empty. */
    Outcome balance(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        if (!fields.required("accountType").equals("UNIFIED")) {
            throw new Refusal(10001, "params error: accountType only supports UNIFIED");
        }
        AccountFigures figures = exchange.margin().figures(account);
        List<CoinFigures> coins = new ArrayList<>();
        if (fields.has("coin")) {
            for (String coin :
                    new LinkedHashSet<>(COMMA.splitAsStream(fields.text("coin")).toList())) {
                if (!COIN.matcher(coin).matches()) {
                    throw Fields.invalid("coin");
                }
                coins.add(figures.coin(coin));
            }
        } else {
            figures.coins().stream().filter(WalletDesk::isSomething).forEach(coins::add);
        }
        JsonText text = new JsonText().begin().array("list");
        WalletRow.append(figures, coins, text);
        return Outcome.of(text.endArray().end().toString());
    }

    private static boolean isSomething(CoinFigures coin) {
        return coin.walletBalance().signum() != 0 || coin.equity().signum() != 0;
    }

    /** {@code /v5/account/info}. */
    Outcome info(Account account) {
        return Outcome.of(new JsonText()
                .begin()
                .text("marginMode", account.marginMode().text())
                .quoted("updatedTime", exchange.timeline().now())
                .number("unifiedMarginStatus", 5)
                .text("dcpStatus", "OFF")
                .number("timeWindow", DisconnectProtection.USUAL_WINDOW_SECONDS)
                .number("smpGroup", 0)
                .flag("isMasterTrader", false)
                .text("spotHedgingStatus", "OFF")
                .end()
                .toString());
    }

    /** {@code /v5/account/fee-rate}. */
    Outcome feeRate(Json input) throws Refusal {
        Fields fields = new Fields(input);
        Category category = fields.category(TRADED);
        Scope scope = Scope.read(exchange, category, fields);
        JsonText text = new JsonText().begin().array("list");
        for (Market market : exchange.markets()) {
            if (scope.takes(market)) {
                Instrument instrument = market.instrument();
                text.begin().text("symbol", instrument.symbol());
                if (category == Category.OPTION) {
                    text.text("baseCoin", instrument.baseCoin());
                }
                text.text("takerFeeRate", Texts.plain(instrument.takerFee()))
                        .text("makerFeeRate", Texts.plain(instrument.makerFee()))
                        .end();
            }
        }
        return Outcome.of(text.endArray().end().toString());
    }

    /** {@code /v5/account/smp-group}: nobody is in one. */
    Outcome smpGroup() {
        return Outcome.of("{\"smpGroup\":0}");
    }

    /** {@code /v5/account/set-margin-mode}: why it is refused is told in {@code reasons}. */
    Outcome setMarginMode(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        fields.required("setMarginMode");
        MarginMode mode = fields.oneOf("setMarginMode", MarginMode.values(), MarginMode::text, MarginMode.CROSS);
        try {
            exchange.marginSettings().setMode(account, mode);
            return Outcome.of("{\"reasons\":[]}");
        } catch (Refusal refusal) {
            String reasons = new JsonText()
                    .begin()
                    .array("reasons")
                    .begin()
                    .quoted("reasonCode", refusal.code())
                    .text("reasonMsg", refusal.text())
                    .end()
                    .endArray()
                    .end()
                    .toString();
            return new Outcome(refusal.code(), refusal.text(), reasons, "{}");
        }
    }

    /** {@code /v5/user/query-api}. */
    Outcome apiKey(ApiKey key) {
        Account account = key.account();
        JsonText text = new JsonText()
                .begin()
                .text("id", Long.toString(account.number()))
                .text("note", account.name())
                .text("apiKey", key.key())
                .number("readOnly", 0)
                .text("secret", "")
                .begin("permissions");
        permissions(text, "ContractTrade", "Order", "Position");
        permissions(text, "Spot", "SpotTrade");
        permissions(text, "Wallet", "AccountTransfer");
        permissions(text, "Options", "OptionsTrade");
        permissions(text, "Derivatives", "DerivativesTrade");
        return Outcome.of(text.end()
                .array("ips")
                .item("*")
                .endArray()
                .number("type", 1)
                .number("deadlineDay", 90)
                .text("expiredAt", "2099-01-01T00:00:00Z")
                .text("createdAt", "2024-01-01T00:00:00Z")
                .number("unified", 0)
                .number("uta", 1)
                .number("userID", account.number())
                .number("inviterID", 0)
                .text("vipLevel", "No VIP")
                .text("mktMakerLevel", "0")
                .number("affiliateID", 0)
                .text("rsaPublicKey", publicKey(key))
                .flag("isMaster", true)
                .text("parentUid", "0")
                .end()
                .toString());
    }

    private static void permissions(JsonText text, String group, String... names) {
        text.array(group);
        for (String name : names) {
            text.item(name);
        }
        text.endArray();
    }

    private static String publicKey(ApiKey key) {
        return key.publicKey() == null
                ? ""
                : Base64.getEncoder().encodeToString(key.publicKey().getEncoded());
    }

    /** {@code /v5/account/demo-apply-money}: play money, within the demo venue's bounds. */
    Outcome demoMoney(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        int sign = fields.whole("adjustType", 0, 0, 1) == 0 ? 1 : -1;
        List<Json> wishes = fields.list("utaDemoApplyMoney").items();
        for (Json wish : wishes) {
            Fields one = new Fields(wish);
            BigDecimal most = DEMO_MONEY.get(one.required("coin"));
            BigDecimal amount = one.amount("amountStr");
            if (most == null) {
                throw Fields.invalid("coin");
            }
            boolean available = sign > 0
                    || amount == null
                    || free(account, one.text("coin")).compareTo(amount) >= 0;
            if (amount == null || amount.signum() == 0 || amount.compareTo(most) > 0 || !available) {
                throw Fields.invalid("amountStr");
            }
        }
        if (wishes.isEmpty()
                || wishes.stream()
                                .map(wish -> wish.get("coin").text())
                                .distinct()
                                .count()
                        < wishes.size()) {
            throw Fields.invalid("utaDemoApplyMoney");
        }
        for (Json wish : wishes) {
            BigDecimal amount = new BigDecimal(wish.get("amountStr").text());
            exchange.deposit(account, wish.get("coin").text(), sign > 0 ? amount : amount.negate());
        }
        return Outcome.done();
    }

    private BigDecimal free(Account account, String coin) {
        CoinFigures figures = exchange.margin().figures(account, coin);
        return figures.walletBalance()
                .subtract(figures.locked())
                .subtract(figures.totalOrderIm())
                .subtract(figures.totalPositionIm())
                .add(figures.unrealisedPnl().min(BigDecimal.ZERO));
    }

    /** {@code /v5/order/disconnected-cancel-all}: for institutional accounts only. */
    Outcome setProtection(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        int seconds = fields.requiredWhole("timeWindow", 3, 300);
        Product product = fields.oneOf("product", Product.values(), Product::name, Product.OPTIONS);
        if (!protection.isOffered(account)) {
            throw new Refusal(10005, "Permission denied, please check your API key permissions.");
        }
        protection.window(account, product, seconds);
        return new Outcome(0, "success", "{}", "{}");
    }

    /** {@code /v5/account/query-dcp-info}. */
    Outcome protection(Account account) {
        JsonText text = new JsonText().begin().array("dcpInfos");
        if (protection.isOffered(account)) {
            for (Product product : List.of(Product.SPOT, Product.DERIVATIVES, Product.OPTIONS)) {
                text.begin()
                        .text("product", product.name())
                        .text("dcpStatus", "ON")
                        .quoted("timeWindow", protection.windowSeconds(account, product))
                        .end();
            }
        }
        return Outcome.of(text.endArray().end().toString());
    }
}
