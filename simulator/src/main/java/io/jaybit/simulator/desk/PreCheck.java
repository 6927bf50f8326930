package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.AccountFigures;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.MarginMode;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.OrderType;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an order would do to the margin rates of an account in cross margin: now, and if all of it added to what is held, at its price
 * and without fees. Rates in ten-thousandths, rounded down.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/pre-check-order">Pre Check Order</a>.
 */
final class PreCheck {
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private PreCheck() {}

    static String rates(Exchange exchange, Account account, OrderRequest request) throws Refusal {
        Market market = request.market();
        if (market.category() == Category.INVERSE || request.triggerPrice() != 0) {
            throw new Refusal(10001, "params error: neither inverse nor conditional orders can be checked");
        }
        if (account.marginMode() == MarginMode.ISOLATED) {
            throw new Refusal(10001, "params error: orders cannot be checked in isolated margin");
        }
        AccountFigures figures = exchange.margin().figures(account);
        BigDecimal initial = figures.totalInitialMargin();
        BigDecimal maintenance = figures.totalMaintenanceMargin();
        if (market.category() == Category.LINEAR && !request.reduceOnly()) {
            Instrument instrument = market.instrument();
            long price = request.type() == OrderType.MARKET ? market.markPrice() : request.price();
            BigDecimal value = exchange.margin().inUsd(instrument.settleCoin(), instrument.value(request.qty(), price));
            int leverage = exchange.margin().leverage(account, market, request.side());
            initial = initial.add(value.divide(BigDecimal.valueOf(leverage), 8, RoundingMode.UP));
            maintenance = maintenance.add(value.multiply(instrument.maintenanceRate()));
        }
        BigDecimal balance = figures.totalMarginBalance();
        return new JsonText()
                .begin()
                .text("orderId", "")
                .text("orderLinkId", request.orderLinkId())
                .number("preImrE4", rate(figures.totalInitialMargin(), balance))
                .number("preMmrE4", rate(figures.totalMaintenanceMargin(), balance))
                .number("postImrE4", rate(initial, balance))
                .number("postMmrE4", rate(maintenance, balance))
                .end()
                .toString();
    }

    private static long rate(BigDecimal margin, BigDecimal balance) {
        return balance.signum() <= 0
                ? 0
                : margin.movePointRight(4)
                        .divide(balance, 0, RoundingMode.DOWN)
                        .min(MOST)
                        .longValueExact();
    }
}
