package io.jaybit.client.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.market.Coded;
import io.jaybit.market.Decimal;
import io.jaybit.market.PositionSide;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which of the venue's names stands where with us, to compare a row with the event that was read from it. */
final class AccountFields<E> {
    static final AccountFields<OrderUpdate> ORDER = new AccountFields<OrderUpdate>()
            .at("category", order -> order.symbol().category().text())
            .at("symbol", order -> order.symbol().name())
            .at("orderId", OrderUpdate::orderId)
            .at("orderLinkId", OrderUpdate::orderLinkId)
            .at("parentOrderLinkId", OrderUpdate::parentOrderLinkId)
            .at("isLeverage", order -> order.details().isLeverage())
            .at("blockTradeId", order -> order.details().blockTradeId())
            .at("price", OrderUpdate::price)
            .at("qty", OrderUpdate::qty)
            .at("brokerOrderPrice", order -> order.details().brokerOrderPrice())
            .at("side", OrderUpdate::side)
            .at("positionIdx", OrderUpdate::positionIdx)
            .at("orderStatus", OrderUpdate::status)
            .at("createType", OrderUpdate::createType)
            .at("cancelType", OrderUpdate::cancelType)
            .at("rejectReason", OrderUpdate::rejectReason)
            .at("avgPrice", order -> order.progress().averagePrice())
            .at("leavesQty", order -> order.progress().leavesQty())
            .at("leavesValue", order -> order.progress().leavesValue())
            .at("cumExecQty", order -> order.progress().cumExecQty())
            .at("cumExecValue", order -> order.progress().cumExecValue())
            .at("cumExecFee", order -> order.progress().cumExecFee())
            .at("cumFeeDetail", order -> order.progress().cumFees())
            .at("closedPnl", order -> order.progress().closedPnl())
            .at("feeCurrency", order -> order.details().feeCurrency())
            .at("timeInForce", OrderUpdate::timeInForce)
            .at("orderType", OrderUpdate::orderType)
            .at("stopOrderType", order -> order.trigger().stopOrderType())
            .at("ocoTriggerBy", order -> order.trigger().ocoTriggerBy())
            .at("orderIv", order -> order.details().orderIv())
            .at("marketUnit", order -> order.details().marketUnit())
            .at("slippageToleranceType", order -> order.details().slippageToleranceType())
            .at("slippageTolerance", order -> order.details().slippageTolerance())
            .at("triggerPrice", order -> order.trigger().price())
            .at("takeProfit", order -> order.exits().takeProfit())
            .at("stopLoss", order -> order.exits().stopLoss())
            .at("tpLimitPrice", order -> order.exits().takeProfitLimit())
            .at("slLimitPrice", order -> order.exits().stopLossLimit())
            .at("tpslMode", order -> order.exits().mode())
            .at("tpTriggerBy", order -> order.exits().takeProfitBy())
            .at("slTriggerBy", order -> order.exits().stopLossBy())
            .at("triggerBy", order -> order.trigger().by())
            .at("triggerDirection", order -> order.trigger().direction())
            .at("lastPriceOnCreated", order -> order.trigger().lastPriceOnCreated())
            .at("reduceOnly", OrderUpdate::reduceOnly)
            .at("closeOnTrigger", OrderUpdate::closeOnTrigger)
            .at("placeType", order -> order.details().placeType())
            .at("smpType", order -> order.selfMatch().type())
            .at("smpGroup", order -> order.selfMatch().group())
            .at("smpOrderId", order -> order.selfMatch().orderId())
            .at("createdTime", OrderUpdate::createdEpochMillis)
            .at("updatedTime", OrderUpdate::updatedEpochMillis)
            .at("rpiTakerAccess", order -> order.details().rpiTakerAccess())
            .at("rpiMatchedQty", order -> order.details().rpiMatchedQty());

    static final AccountFields<Execution> EXECUTION = new AccountFields<Execution>()
            .at("category", fill -> fill.symbol().category().text())
            .at("symbol", fill -> fill.symbol().name())
            .at("orderId", Execution::orderId)
            .at("orderLinkId", Execution::orderLinkId)
            .at("side", Execution::side)
            .at("closedSize", Execution::closedSize)
            .at("execFee", Execution::fee)
            .at("execId", Execution::execId)
            .at("execPrice", Execution::price)
            .at("execQty", Execution::qty)
            .at("execValue", Execution::value)
            .at("execType", Execution::type)
            .at("execPnl", Execution::pnl)
            .at("feeRate", Execution::feeRate)
            .at("tradeIv", fill -> fill.marks().tradeVolatility())
            .at("markIv", fill -> fill.marks().markVolatility())
            .at("markPrice", fill -> fill.marks().markPrice())
            .at("indexPrice", fill -> fill.marks().indexPrice())
            .at("underlyingPrice", fill -> fill.marks().underlyingPrice())
            .at("blockTradeId", fill -> fill.order().blockTradeId())
            .at("leavesQty", fill -> fill.order().leavesQty())
            .at("orderPrice", fill -> fill.order().price())
            .at("orderQty", fill -> fill.order().qty())
            .at("orderType", fill -> fill.order().type())
            .at("stopOrderType", fill -> fill.order().stopOrderType())
            .at("execTime", Execution::exchangeEpochMillis)
            .at("isLeverage", fill -> fill.order().isLeverage())
            .at("isMaker", Execution::maker)
            .at("seq", Execution::seq)
            .at("marketUnit", fill -> fill.order().marketUnit())
            .at("createType", fill -> fill.order().createType())
            .at("extraFees", Execution::extraFees)
            .at("feeCurrency", Execution::feeCurrency);

    static final AccountFields<FastExecution> FAST_EXECUTION = new AccountFields<FastExecution>()
            .at("category", fill -> fill.symbol().category().text())
            .at("symbol", fill -> fill.symbol().name())
            .at("execId", FastExecution::execId)
            .at("execPrice", FastExecution::price)
            .at("execQty", FastExecution::qty)
            .at("orderId", FastExecution::orderId)
            .at("isMaker", FastExecution::maker)
            .at("orderLinkId", FastExecution::orderLinkId)
            .at("side", FastExecution::side)
            .at("execTime", FastExecution::exchangeEpochMillis)
            .at("seq", FastExecution::seq);

    /** The last ones are no numbers one would act on, or go with another name. */
    static final AccountFields<PositionUpdate> POSITION = new AccountFields<PositionUpdate>()
            .at("positionIdx", PositionUpdate::positionIdx)
            .at("riskId", PositionUpdate::riskId)
            .at("riskLimitValue", PositionUpdate::riskLimitValue)
            .at("symbol", position -> position.symbol().name())
            .at("category", position -> position.symbol().category().text())
            .at("side", PositionUpdate::side)
            .at("size", PositionUpdate::size)
            .at("entryPrice", PositionUpdate::entryPrice)
            .at("sessionAvgPrice", PositionUpdate::sessionAveragePrice)
            .at("leverage", PositionUpdate::leverage)
            .at("breakEvenPrice", PositionUpdate::breakEvenPrice)
            .at("positionValue", PositionUpdate::value)
            .at("markPrice", PositionUpdate::markPrice)
            .at("positionIM", PositionUpdate::initialMargin)
            .at("positionMM", PositionUpdate::maintenanceMargin)
            .at("takeProfit", PositionUpdate::takeProfit)
            .at("stopLoss", PositionUpdate::stopLoss)
            .at("trailingStop", PositionUpdate::trailingStop)
            .at("unrealisedPnl", PositionUpdate::unrealisedPnl)
            .at("curRealisedPnl", PositionUpdate::curRealisedPnl)
            .at("cumRealisedPnl", PositionUpdate::cumRealisedPnl)
            .at("delta", position -> greeks(position).delta())
            .at("gamma", position -> greeks(position).gamma())
            .at("vega", position -> greeks(position).vega())
            .at("theta", position -> greeks(position).theta())
            .at("createdTime", PositionUpdate::createdEpochMillis)
            .at("updatedTime", PositionUpdate::updatedEpochMillis)
            .at("openTime", PositionUpdate::openedEpochMillis)
            .at("liqPrice", PositionUpdate::liquidationPrice)
            .at("positionStatus", PositionUpdate::status)
            .at("adlRankIndicator", PositionUpdate::adlRank)
            .at("autoAddMargin", PositionUpdate::autoAddMargin)
            .at("seq", PositionUpdate::seq)
            .at("isReduceOnly", PositionUpdate::reduceOnly)
            .byOwnName("tradeMode", "positionBalance", "tpslMode", "bustPrice", "positionIMByMp", "positionMMByMp")
            .byOwnName("leverageSysUpdatedTime", "mmrSysUpdatedTime", "mmrSysUpdateTime");

    static final AccountFields<WalletUpdate> WALLET = new AccountFields<WalletUpdate>()
            .at("accountIMRate", WalletUpdate::initialMarginRate)
            .at("accountMMRate", WalletUpdate::maintenanceMarginRate)
            .at("totalEquity", WalletUpdate::totalEquity)
            .at("totalWalletBalance", WalletUpdate::totalWalletBalance)
            .at("totalMarginBalance", WalletUpdate::totalMarginBalance)
            .at("totalAvailableBalance", WalletUpdate::totalAvailableBalance)
            .at("totalPerpUPL", WalletUpdate::totalUnrealisedPnl)
            .at("totalPerpUpl", WalletUpdate::totalUnrealisedPnl)
            .at("totalInitialMargin", WalletUpdate::totalInitialMargin)
            .at("totalMaintenanceMargin", WalletUpdate::totalMaintenanceMargin)
            .at("accountType", WalletUpdate::accountType)
            .at("coin", WalletUpdate::coins)
            .byOwnName("accountIMRateByMp", "accountMMRateByMp", "totalInitialMarginByMp", "totalMaintenanceMarginByMp")
            .byOwnName("accountLTV");

    static final AccountFields<WalletUpdate.CoinBalance> COIN = new AccountFields<WalletUpdate.CoinBalance>()
            .at("coin", WalletUpdate.CoinBalance::coin)
            .at("equity", WalletUpdate.CoinBalance::equity)
            .at("usdValue", WalletUpdate.CoinBalance::usdValue)
            .at("walletBalance", WalletUpdate.CoinBalance::walletBalance)
            .at("locked", WalletUpdate.CoinBalance::locked)
            .at("spotHedgingQty", WalletUpdate.CoinBalance::spotHedgingQty)
            .at("borrowAmount", WalletUpdate.CoinBalance::borrowAmount)
            .at("accruedInterest", WalletUpdate.CoinBalance::accruedInterest)
            .at("totalOrderIM", WalletUpdate.CoinBalance::orderInitialMargin)
            .at("totalPositionIM", WalletUpdate.CoinBalance::positionInitialMargin)
            .at("totalPositionMM", WalletUpdate.CoinBalance::positionMaintenanceMargin)
            .at("unrealisedPnl", WalletUpdate.CoinBalance::unrealisedPnl)
            .at("cumRealisedPnl", WalletUpdate.CoinBalance::cumRealisedPnl)
            .at("bonus", WalletUpdate.CoinBalance::bonus)
            .at("collateralSwitch", WalletUpdate.CoinBalance::collateralSwitch)
            .at("marginCollateral", WalletUpdate.CoinBalance::marginCollateral)
            .at("spotBorrow", WalletUpdate.CoinBalance::spotBorrow)
            .byOwnName("free", "availableToBorrow", "availableToWithdraw", "colRes");

    private final Map<String, Function<E, @Nullable Object>> typed = new LinkedHashMap<>();
    private final Map<String, String> untyped = new LinkedHashMap<>();

    private AccountFields<E> at(String name, Function<E, @Nullable Object> place) {
        typed.put(name, place);
        return this;
    }

    private AccountFields<E> byOwnName(String... names) {
        for (String name : names) {
            untyped.put(name, name);
        }
        return this;
    }

    private static PositionUpdate.OptionGreeks greeks(PositionUpdate position) {
        PositionUpdate.OptionGreeks greeks = position.greeks();
        return greeks == null ? new PositionUpdate.OptionGreeks(null, null, null, null) : greeks;
    }

    Set<String> typedNames() {
        return typed.keySet();
    }

    boolean knows(String name) {
        return typed.containsKey(name) || untyped.containsKey(name);
    }

    /** Every field of the row is in the event, with its value. */
    void assertHolds(Node row, E event, Map<String, String> otherFields) {
        row.fields().forEach((name, value) -> {
            assertThat(knows(name)).as("%s is known", name).isTrue();
            Function<E, @Nullable Object> place = typed.get(name);
            if (place == null) {
                assertThat(otherFields).containsEntry(name, value.textOrEmpty());
            } else {
                assertThat(otherFields).doesNotContainKey(name);
                assertThat(tellsTheSame(value, place.apply(event)))
                        .as("%s: %s was read as %s", name, value.shown(), place.apply(event))
                        .isTrue();
            }
        });
    }

    private static boolean tellsTheSame(Node sent, @Nullable Object read) {
        if (read instanceof List<?> list) {
            return sent.isNothing()
                    ? list.isEmpty()
                    : sent.items() != null && list.size() == sent.items().size();
        }
        if (read instanceof Map<?, ?> amounts) {
            return amounts.keySet().equals(sent.fields().keySet())
                    && amounts.entrySet().stream()
                            .allMatch(each -> tellsTheSame(sent.get((String) each.getKey()), each.getValue()));
        }
        String text = sent.textOrEmpty();
        if (read == null) {
            return isNone(sent);
        }
        if (read instanceof OptionalLong number) {
            return number.isPresent() ? text.equals("" + number.getAsLong()) : isNone(sent);
        }
        if (read instanceof Decimal || read instanceof BigDecimal || read instanceof Long || read instanceof Integer) {
            return new BigDecimal(read.toString()).compareTo(sent.isNothing() ? BigDecimal.ZERO : new BigDecimal(text))
                    == 0;
        }
        if (read instanceof Coded<?> word) {
            return word.text().equals(text) && !word.value().name().equals("UNRECOGNISED");
        }
        if (read instanceof OrderSide side) {
            return side.text().equals(text);
        }
        if (read instanceof PositionSide side) {
            return text.equals(side == PositionSide.LONG ? "Buy" : "Sell");
        }
        if (read instanceof Boolean) {
            return read.equals(text.equals("true") || text.equals("1"));
        }
        return read.equals(text.equals("UNKNOWN") && !read.equals("UNKNOWN") ? "" : text);
    }

    private static boolean isNone(Node sent) {
        BigDecimal number = sent.number();
        return sent.isNothing() || (number != null && (number.signum() == 0 || number.intValue() == -1));
    }
}
