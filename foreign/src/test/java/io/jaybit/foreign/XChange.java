package io.jaybit.foreign;

import info.bitrich.xchangestream.bybit.BybitStreamingExchange;
import info.bitrich.xchangestream.bybit.BybitStreamingMarketDataService;
import info.bitrich.xchangestream.bybit.BybitStreamingService;
import info.bitrich.xchangestream.bybit.BybitStreamingTradeService;
import io.jaybit.simulator.FrameServer;
import io.jaybit.simulator.wire.StreamPath;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.bybit.BybitExchange;
import org.knowm.xchange.bybit.dto.BybitCategory;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.derivative.FuturesContract;
import org.knowm.xchange.dto.marketdata.OrderBook;

/**
 * XChange on one socket, wired as its {@link BybitStreamingExchange} wires it; that one itself has the venue's address compiled in, its
 * services take one.
 */
final class XChange implements AutoCloseable {
    static final FuturesContract BTC = new FuturesContract(new CurrencyPair("BTC", "USDT"), "PERP");

    private final AtomicInteger acks = new AtomicInteger();
    private final BybitStreamingService service;
    private final BybitStreamingMarketDataService market;

    XChange(FrameServer server, StreamPath path, BybitCategory category) {
        this(server.webSocketAddress(), path, category);
    }

    /** @param address without a path: {@code ws://127.0.0.1:9100} */
    XChange(String address, StreamPath path, BybitCategory category) {
        ExchangeSpecification specification = new BybitExchange().getDefaultExchangeSpecification();
        specification.setExchangeSpecificParametersItem(BybitStreamingExchange.EXCHANGE_TYPE, category);
        service = new BybitStreamingService(address + path.path(), specification);
        service.connect().blockingAwait();
        market = new BybitStreamingMarketDataService(service);
    }

    /** On the private streams. It signs in at once and goes on without waiting for the answer. */
    XChange(Venue venue, String secret) {
        ExchangeSpecification specification = new BybitExchange().getDefaultExchangeSpecification();
        // Asked for by the constructor, of no meaning for private streams.
        specification.setExchangeSpecificParametersItem(BybitStreamingExchange.EXCHANGE_TYPE, BybitCategory.LINEAR);
        specification.setApiKey(venue.key());
        specification.setSecretKey(secret);
        service = new BybitStreamingService(venue.ws() + "/v5/private", specification) {
            @Override
            public void messageHandler(String message) {
                super.messageHandler(message);
                if (message.contains("\"op\":\"subscribe\"")) {
                    acks.incrementAndGet();
                }
            }
        };
        service.connect().blockingAwait();
        market = new BybitStreamingMarketDataService(service);
    }

    static XChange linear(FrameServer server) {
        return new XChange(server, StreamPath.LINEAR, BybitCategory.LINEAR);
    }

    BybitStreamingMarketDataService market() {
        return market;
    }

    /** It tells nobody when the venue has let it in, or has taken a subscription: whoever wants to know has to look. */
    XChange awaitSignedIn() {
        Frames.await(service::isAuthorized);
        return this;
    }

    void awaitSubscriptions(int count) {
        Frames.await(() -> acks.get() >= count);
    }

    BybitStreamingTradeService account() {
        return new BybitStreamingTradeService(service);
    }

    /** Its REST side with an account. */
    static Exchange rest(Venue venue, String secret) {
        ExchangeSpecification specification = new BybitExchange().getDefaultExchangeSpecification();
        specification.setSslUri(venue.rest().toString());
        specification.setApiKey(venue.key());
        specification.setSecretKey(secret);
        specification.setShouldLoadRemoteMetaData(false);
        return ExchangeFactory.INSTANCE.createExchange(specification);
    }

    /** Its REST side. Without the instruments of all categories, which it would ask for first. */
    static Exchange rest(String address) {
        ExchangeSpecification specification = new BybitExchange().getDefaultExchangeSpecification();
        specification.setSslUri(address);
        specification.setShouldLoadRemoteMetaData(false);
        return ExchangeFactory.INSTANCE.createExchange(specification);
    }

    /** A book as {@link Frames#bookAfter} writes it. */
    static List<String> levels(OrderBook book) {
        return Stream.concat(book.getBids().stream(), book.getAsks().stream())
                .map(order -> order.getLimitPrice().toPlainString() + " x "
                        + order.getOriginalAmount().toPlainString())
                .toList();
    }

    /** Begins to close; its threads end two seconds later. */
    @Override
    public void close() {
        service.pingPongDisconnectIfConnected();
        service.disconnect().subscribe();
    }
}
