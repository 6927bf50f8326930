package io.jaybit.simulator.exchange;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Prints how many commands one core carries out, by CPU time, and what they allocate. Not a test: run {@code main}.
 *
 * <p>Ten agents on one linear market: 45 % post-only orders up to 200 ticks from the middle, 40 % cancels, 5 % amended prices, 10 %
 * market orders. One listener, which only counts.
 */
final class ExchangeMeasurement {
    private static final int COMMANDS = 1_000_000;
    private static final long MIDDLE = 650_000;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Random dice = new Random(1);
    private final Timeline timeline = new Timeline(1_784_900_000_000L);
    private final Exchange exchange = new Exchange(timeline, new Ids(1), List.of(Instruments.btcUsdt()));
    private final Market market = Objects.requireNonNull(exchange.market(Category.LINEAR, "BTCUSDT"));
    private final List<Account> agents = new ArrayList<>();
    private final ArrayDeque<Order> resting = new ArrayDeque<>();
    private long told;

    private ExchangeMeasurement() {
        exchange.price(market, MIDDLE, MIDDLE);
        for (int i = 0; i < 10; i++) {
            Account agent = exchange.openSilentAccount("agent" + i);
            exchange.deposit(agent, "USDT", new BigDecimal("1000000000"));
            agents.add(agent);
        }
        exchange.listen(new ExchangeListener() {
            @Override
            public void onLevel(Market where, Side side, long price, long size) {
                told++;
            }
        });
    }

    public static void main(String[] args) throws Refusal {
        for (int run = 0; run < 5; run++) {
            new ExchangeMeasurement().run();
        }
    }

    private void run() throws Refusal {
        long allocated = thread.getCurrentThreadAllocatedBytes();
        long began = thread.getCurrentThreadCpuTime();
        for (int i = 0; i < COMMANDS; i++) {
            if (i % 50 == 0) {
                timeline.advanceTo(timeline.now() + 1);
            }
            command();
        }
        long perSecond = COMMANDS * 1_000_000_000L / (thread.getCurrentThreadCpuTime() - began);
        long bytes = (thread.getCurrentThreadAllocatedBytes() - allocated) / COMMANDS;
        System.out.println(perSecond + " commands/s, " + bytes + " bytes each, " + told + " levels told");
    }

    private void command() throws Refusal {
        int kind = dice.nextInt(20);
        Account agent = agents.get(dice.nextInt(agents.size()));
        Side side = dice.nextBoolean() ? Side.BUY : Side.SELL;
        Order oldest = kind >= 9 && kind < 18 ? oldest() : null;
        if (kind >= 18) {
            exchange.create(
                    agent,
                    OrderRequest.market(market, side, 10 + dice.nextInt(200)).build());
        } else if (oldest == null) {
            OrderRequest.Builder order = OrderRequest.limit(market, side, 10 + dice.nextInt(100), price(side));
            resting.add(exchange.create(
                    agent, order.timeInForce(TimeInForce.POST_ONLY).build()));
        } else if (kind < 17 || oldest.price() == MIDDLE - oldest.side().sign()) {
            exchange.cancel(oldest);
        } else {
            exchange.amend(oldest, 0, MIDDLE - oldest.side().sign());
            resting.add(oldest);
        }
    }

    private @Nullable Order oldest() {
        Order order = resting.poll();
        while (order != null && order.status().isFinal()) {
            order = resting.poll();
        }
        return order;
    }

    private long price(Side side) {
        return MIDDLE - side.sign() * (1 + dice.nextInt(200));
    }
}
