package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Works off what the house has taken over: a fifth at a time into the book, so that the forced orders move the price, or, when the
 * market's insurance pool is used up, onto the traders on the other side. Confined to the exchange's thread.
 */
final class Estate {
    /** Time between two forced orders. */
    static final long STEP_MILLIS = 200;
    /** The same when the book did not take anything. */
    static final long REST_MILLIS = 1_000;

    private static final int PARTS = 5;

    private final Exchange exchange;
    private final Margin margin;
    private final OffBook offBook;
    private final Insurance insurance;
    private final ExchangeListener audience;
    /** Sizes of one forced order, by market being worked off. */
    private final Map<Market, Long> parts = new LinkedHashMap<>();

    Estate(Exchange exchange, Margin margin, OffBook offBook, Insurance insurance, ExchangeListener audience) {
        this.exchange = exchange;
        this.margin = margin;
        this.offBook = offBook;
        this.insurance = insurance;
        this.audience = audience;
    }

    /** The house has taken a position over; the first forced order follows at once, after the command that runs now. */
    void received(Market market) {
        long part = Math.max(1, (Math.abs(position(market).size) + PARTS - 1) / PARTS);
        boolean idle = parts.put(market, part) == null;
        if (idle) {
            exchange.timeline().after(0, () -> step(market));
        }
    }

    private Position position(Market market) {
        return Ledger.position(exchange.house(), market, 0, exchange.timeline().now());
    }

    private void step(Market market) {
        long before = Math.abs(position(market).size);
        if (before > 0 && !market.isOpen()) {
            exchange.timeline().after(REST_MILLIS, () -> step(market));
            return;
        }
        if (before > 0 && insurance.pool(market).isDeleveraging()) {
            deleverage(market);
        } else if (before > 0) {
            sell(market, Math.min(before, parts.getOrDefault(market, before)));
        }
        long after = Math.abs(position(market).size);
        if (after == 0) {
            parts.remove(market);
        } else {
            exchange.timeline().after(after == before ? REST_MILLIS : STEP_MILLIS, () -> step(market));
        }
    }

    private void sell(Market market, long qty) {
        Side side = position(market).size > 0 ? Side.SELL : Side.BUY;
        long most = Math.min(qty, market.instrument().maxMarketQty());
        exchange.force(
                exchange.house(),
                OrderRequest.market(market, side, most)
                        .reduceOnly(true)
                        .createType(CreateType.LIQUIDATION)
                        .build());
    }

    /** Closes the house's position against those of the other side who profit most, at the price at which the house got it. */
    private void deleverage(Market market) {
        Position house = position(market);
        Side held = house.size > 0 ? Side.BUY : Side.SELL;
        // Rounded so that the pool does not lose by it.
        BigDecimal tick = market.instrument().tickSize().toBigDecimal();
        RoundingMode rounding = held == Side.BUY ? RoundingMode.CEILING : RoundingMode.FLOOR;
        long price = Math.max(1, house.sessionPrice().divide(tick, 0, rounding).longValueExact());
        for (Position other : margin.queue(market).ranked(held.opposite())) {
            if (house.size == 0) {
                break;
            }
            exchange.cancelAll(other.account(), CancelScope.of(market), CancelType.BEFORE_ADL);
            long qty = Math.min(Math.abs(other.size), Math.abs(house.size));
            other.status = "Adl";
            audience.onPosition(other);
            other.status = "Normal";
            offBook.passToHouse(other, exchange.house(), qty, price, ExecType.ADL, CreateType.ADL);
        }
        exchange.checkRisk();
    }
}
