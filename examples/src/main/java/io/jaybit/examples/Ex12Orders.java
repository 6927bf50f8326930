package io.jaybit.examples;

import io.jaybit.client.Bybit;
import io.jaybit.client.Credentials;
import io.jaybit.client.Exchange;
import java.nio.file.Path;

/**
 * Every change of every order, and every fill with its fee.
 *
 * <p>The naive version takes any reason but {@code EC_NoError} for a rejection, though every cancel of one's own has
 * one, and a cancel that came too late sends a second {@code Filled}. Here the status decides, and fills have ids.
 */
public final class Ex12Orders {
    public static void main(String[] args) {
        Credentials key = Credentials.fromFile(Path.of(args[1]), args[2]);
        Bybit bybit = Bybit.builder()
                .exchange(Exchange.parse(args[0]))
                .credentials(key)
                .build();
        bybit.own()
                .orders(order -> System.out.println("order " + order.orderLinkId() + " " + order.status() + ", "
                        + order.progress().cumExecQty() + " of " + order.qty()));
        bybit.own()
                .executions(fill -> System.out.println("fill " + fill.execId() + " of " + fill.orderLinkId() + ": "
                        + fill.qty() + " at " + fill.price() + ", fee " + fill.fee() + " " + fill.feeCurrency()));
    }
}
