package io.jaybit.examples.pybit;

import io.jaybit.client.Bybit;
import io.jaybit.client.Credentials;
import io.jaybit.client.Exchange;
import io.jaybit.client.LiveBook;
import io.jaybit.client.MarketListener;
import io.jaybit.client.ProxyServer;
import io.jaybit.client.Subscription;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Trade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Snippets about streams. What stands between the marks stands in the document, word for word. */
final class Streams {
    private Streams() {}

    static void first() {
        // snippet: first
        Bybit bybit = Bybit.mainnet();
        bybit.linear().trades("BTCUSDT", trade -> System.out.println(trade.price() + " x " + trade.size()));
        // end
    }

    static void connecting() {
        // snippet: connecting
        Bybit mainnet = Bybit.mainnet(); // testnet=False
        Bybit testnet = Bybit.testnet(); // testnet=True
        Bybit demo = Bybit.demoTrading(); // demo=True
        Bybit turkey = Bybit.of(Exchange.parse("tr")); // tld="tr"
        Bybit local = Bybit.of(Exchange.parse("ws://127.0.0.1:9100")); // ./jaybit serve
        // end
        List.of(mainnet, testnet, demo, turkey, local).forEach(Bybit::close);
    }

    static void options() {
        // snippet: options
        Bybit bybit = Bybit.builder()
                .exchange(Exchange.mainnet())
                .proxy(ProxyServer.parse("socks5://127.0.0.1:1080"))
                .onNotice(notice -> System.err.println(notice))
                .build();
        // end
        bybit.close();
    }

    static void books(Bybit bybit) {
        // snippet: books
        bybit.linear().book("BTCUSDT", 50, book -> {
            if (book.isLive() && book.bidCount() > 0) {
                System.out.println(book.bidPrice(0) + " x " + book.bidSize(0));
            }
        });
        // end
    }

    static void liveBook(Bybit bybit) {
        // snippet: live-book
        LiveBook book = bybit.linear().liveBook("BTCUSDT", 50);
        // later, on any thread
        System.out.println(book.copy());
        // end
    }

    static void events(Bybit bybit) {
        // snippet: events
        bybit.linear().trades(List.of("BTCUSDT", "ETHUSDT"), trade -> System.out.println(trade));
        bybit.linear().tickers("BTCUSDT", ticker -> System.out.println(ticker.fundingRate()));
        bybit.linear().klines("BTCUSDT", "5", kline -> System.out.println(kline.confirmed() + " " + kline.close()));
        bybit.linear().liquidations("BTCUSDT", one -> System.out.println(one.liquidated() + " " + one.size()));
        // end
    }

    static void others(Bybit bybit) {
        // snippet: others
        bybit.linear().priceLimits("BTCUSDT", limit -> System.out.println(limit.highestBid()));
        bybit.linear().insurancePools("USDT", pool -> System.out.println(pool.balance()));
        bybit.linear().adlAlerts("USDT", alert -> System.out.println(alert.symbol()));
        bybit.systemStatus(status -> System.out.println(status.title()));
        // end
    }

    static void anyTopic(Bybit bybit) {
        // snippet: any-topic
        bybit.subscribe(List.of(bybit.linear().topic("publicTrade.BTCUSDT")), new MarketListener() {
            @Override
            public void onTrade(Trade trade) {
                System.out.println(trade);
            }

            @Override
            public void onNotice(Notice notice) {
                System.out.println("meanwhile: " + notice);
            }
        });
        // end
    }

    static void raw(Bybit bybit) {
        // snippet: raw
        bybit.raw(frame -> System.out.println(frame));
        // end
    }

    static void leaving(Bybit bybit) throws InterruptedException {
        // snippet: leaving
        Subscription trades = bybit.linear().trades("BTCUSDT", trade -> {});
        trades.awaitLive(Duration.ofSeconds(10)); // SubscriptionException: which topic, and why
        trades.close();
        bybit.close();
        // end
    }

    static void own() {
        // snippet: own
        Credentials key = Credentials.fromFile(Path.of("keys.json"), "NAME"); // or of(key, secret), fromEnvironment()
        Bybit bybit =
                Bybit.builder().exchange(Exchange.testnet()).credentials(key).build();
        bybit.own().positions(position -> System.out.println(position.symbol() + " " + position.signedSize()));
        bybit.own().orders(order -> System.out.println(order.orderLinkId() + " " + order.status()));
        bybit.own().executions(Category.LINEAR, fill -> System.out.println(fill.price() + " fee " + fill.fee()));
        bybit.own().wallet(wallet -> System.out.println(wallet.coins()));
        // end
    }
}
