package io.jaybit.client;

import io.jaybit.account.OrderSide;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that trades for ever, several commands under way at a time, and says how many orders were in doubt when it began and each order that was taken; it is killed. Arguments: address of
 * the exchange, folder of the account's memory, seed, a price far below the market. The key comes from the environment.
 */
final class TradingProcess {
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final int UNDER_WAY = 3;

    private TradingProcess() {}

    public static void main(String[] arguments) throws Exception {
        Bybit bybit = Bybit.builder()
                .exchange(Exchange.at(arguments[0]))
                .credentials(Credentials.fromEnvironment().orElseThrow())
                .build();
        Account account = bybit.account(AccountSettings.usual().withMemory(Path.of(arguments[1])));
        int inDoubt = account.unsettledOrders().size();
        while (account.status() != AccountStatus.IN_SYNC || !account.isReadyForCommands()) {
            Thread.onSpinWait();
        }
        System.out.println("ready " + inDoubt);
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[2]));
        Decimal far = Decimal.parse(arguments[3]);
        ConcurrentLinkedQueue<OrderRef> resting = new ConcurrentLinkedQueue<>();
        while (true) {
            List<CompletableFuture<?>> underWay = new ArrayList<>();
            for (int i = 0; i < UNDER_WAY; i++) {
                OrderRef old = random.nextInt(3) == 0 ? resting.poll() : null;
                if (old != null) {
                    underWay.add(account.cancel(old));
                    continue;
                }
                boolean rests = random.nextBoolean();
                OrderSide side = random.nextBoolean() ? OrderSide.BUY : OrderSide.SELL;
                NewOrder order = account.named((rests
                                ? NewOrder.limit(BTC, OrderSide.BUY, Decimal.parse("0.001"), far)
                                : NewOrder.market(BTC, side, Decimal.parse("0.001")))
                        .build());
                underWay.add(account.place(order).thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Accepted) {
                        System.out.println("taken " + order.orderLinkId());
                        if (rests) {
                            resting.add(OrderRef.byLinkId(BTC, order.orderLinkId()));
                        }
                    }
                }));
            }
            underWay.forEach(CompletableFuture::join);
            // The venue takes ten a second.
            LockSupport.parkNanos(100_000_000);
        }
    }
}
