package io.jaybit.examples;

import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import io.jaybit.market.Notional;
import io.jaybit.market.Trade;
import java.math.BigDecimal;
import java.util.List;

/**
 * Trades worth 100,000 USD or more.
 *
 * <p>The naive version takes price times size for dollars. On inverse contracts the size is the money already,
 * elsewhere the product may be euros. Here a notional names its currency; a USDT or USDC counts as a dollar.
 */
public final class Ex03LargeTrades {
    public static void main(String[] args) {
        Bybit bybit = Bybit.of(Exchange.parse(args.length > 0 ? args[0] : "mainnet"));
        bybit.linear().trades(List.of("BTCUSDT", "ETHUSDT"), Ex03LargeTrades::show);
        bybit.inverse().trades("BTCUSD", Ex03LargeTrades::show);
    }

    private static void show(Trade trade) {
        Notional value = Notional.of(trade);
        if (value != null && value.isDollar() && value.amount().compareTo(new BigDecimal(100_000)) >= 0) {
            System.out.println(
                    trade.symbol() + " " + trade.takerSide() + " " + value.amount() + " " + value.currency());
        }
    }
}
