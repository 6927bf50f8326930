package io.jaybit.simulator;

import io.jaybit.simulator.agents.Population;
import io.jaybit.simulator.agents.Schedule;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.venue.FaultSchedule;
import io.jaybit.simulator.venue.UpgradeRefused;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.JsonText;
import io.jaybit.simulator.wire.StreamPath;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The control endpoint: what is true, and levers to change it. It is no part of the venue. Confined to the exchange's thread.
 *
 * <pre>
 * GET  /truth/frames | /truth/ledger | /truth/schedules | /accounts | /faults
 * GET  /truth/book?category=linear&amp;symbol=BTCUSDT&amp;depth=50
 * GET  /truth/account?name=alice | /truth/fills?name=alice
 * POST /fault     a fault script, its times counted from now; "clear" ends all that goes wrong
 * POST /deposit   {"account":"alice","coin":"USDT","amount":"1000"}
 * POST /shock     {"coin":"BTC","percent":"-5","millis":10000}
 * </pre>
 */
final class ControlFront implements Front {
    private static final String USAGE = "{\"get\":[\"/truth/frames\",\"/truth/ledger\",\"/truth/schedules\","
            + "\"/truth/book?category=linear&symbol=BTCUSDT&depth=50\",\"/truth/account?name=alice\","
            + "\"/truth/fills?name=alice\",\"/accounts\",\"/faults\"],"
            + "\"post\":[\"/fault\",\"/deposit\",\"/shock\"]}";

    private final SimulatedExchange exchange;
    private final Runnable flush;

    ControlFront(SimulatedExchange exchange, Runnable flush) {
        this.exchange = exchange;
        this.flush = flush;
    }

    @Override
    public Optional<HttpAnswer> answer(HttpQuestion question) {
        try {
            String body = question.method().equals("POST") ? change(question) : look(question);
            flush.run();
            return Optional.of(HttpAnswer.status(body == null ? 404 : 200, body == null ? USAGE : body));
        } catch (IllegalArgumentException | IOException wrong) {
            return Optional.of(HttpAnswer.status(
                    400,
                    new JsonText()
                            .begin()
                            .text("error", String.valueOf(wrong.getMessage()))
                            .end()
                            .toString()));
        }
    }

    private @Nullable String look(HttpQuestion question) {
        return switch (question.path()) {
            case "/truth/frames" -> exchange.truth().frames();
            case "/truth/ledger" -> exchange.truth().ledger();
            case "/truth/schedules" -> schedules();
            case "/truth/book" -> exchange.truth().book(market(question), depth(question.parameter("depth")));
            case "/truth/account" -> exchange.truth().account(account(question.parameter("name")));
            case "/truth/fills" -> exchange.truth().fills(account(question.parameter("name")));
            case "/accounts" -> accounts();
            case "/faults" -> faults();
            default -> null;
        };
    }

    private @Nullable String change(HttpQuestion question) throws IOException {
        switch (question.path()) {
            case "/fault" -> exchange.venue().faults().begin(FaultSchedule.parse(question.body()));
            case "/deposit" -> {
                Json wish = Json.parse(question.body());
                exchange.exchange()
                        .deposit(
                                account(wish.get("account").text()),
                                required(wish, "coin"),
                                number(required(wish, "amount")));
            }
            case "/shock" -> {
                Json wish = Json.parse(question.body());
                Population population = exchange.population();
                if (population == null) {
                    throw new IllegalArgumentException("nobody trades here who could be shocked");
                }
                double ratio = number(required(wish, "percent")).doubleValue() / 100;
                population.shock(
                        required(wish, "coin"),
                        ratio,
                        wish.get("millis").whole().orElse(10_000));
            }
            default -> {
                return null;
            }
        }
        return "{\"done\":true}";
    }

    private static String required(Json wish, String key) {
        String text = wish.get(key).text();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("\"" + key + "\" is missing");
        }
        return text;
    }

    private static BigDecimal number(String text) {
        if (!text.matches("-?[0-9]{1,15}(\\.[0-9]{1,12})?")) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return new BigDecimal(text);
    }

    private static int depth(String text) {
        if (!text.matches("[0-9]{0,6}")) {
            throw new IllegalArgumentException("not a depth: " + text);
        }
        return text.isEmpty() ? 50 : Integer.parseInt(text);
    }

    private Market market(HttpQuestion question) {
        String symbol = question.parameter("symbol");
        return Category.parse(question.parameter("category"))
                .flatMap(category -> Optional.ofNullable(exchange.exchange().market(category, symbol)))
                .orElseThrow(() -> new IllegalArgumentException("no such market: category \""
                        + question.parameter("category") + "\", symbol \"" + symbol + "\""));
    }

    private Account account(String name) {
        return exchange.exchange().accounts().stream()
                .filter(account -> account.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such account: \"" + name + "\""));
    }

    private String accounts() {
        JsonText text = new JsonText().begin().array("accounts");
        exchange.keys()
                .forEach(key -> text.begin()
                        .text("name", key.account().name())
                        .text("key", key.key())
                        .text("secret", key.secret())
                        .end());
        return text.endArray().end().toString();
    }

    private String faults() {
        JsonText text = new JsonText().begin().array("running");
        exchange.venue().faults().running().forEach(fault -> text.item(fault.toString()));
        text.endArray().begin("strikes");
        exchange.venue().faults().strikes().forEach((action, count) -> text.number(action.text(), count));
        return text.end().end().toString();
    }

    /** What the systematic executors plan and have done: the truth a detector is measured against. */
    private String schedules() {
        JsonText text = new JsonText().begin().array("schedules");
        Population population = exchange.population();
        if (population != null) {
            population.schedules().forEach(schedule -> write(schedule, text));
        }
        return text.endArray().end().toString();
    }

    private static void write(Schedule schedule, JsonText text) {
        Market market = schedule.market();
        text.begin()
                .text("name", schedule.name())
                .text("category", market.category().text())
                .text("symbol", market.symbol())
                .text("kind", schedule.kind().name())
                .text("side", schedule.side().text())
                .text("total", market.instrument().size(schedule.total()))
                .text("executed", market.instrument().size(schedule.executed()))
                .number("start", schedule.startEpochMillis())
                .number("end", schedule.endEpochMillis())
                .number("intervalMillis", schedule.intervalMillis())
                .flag("random", schedule.isRandom())
                .flag("pegged", schedule.isPegged())
                .flag("done", schedule.isDone())
                .array("children");
        schedule.children()
                .forEach(child -> text.begin()
                        .number("time", child.epochMillis())
                        .text("orderId", child.orderId())
                        .text("size", market.instrument().size(child.size()))
                        .text("executed", market.instrument().size(child.executed()))
                        .end());
        text.endArray().end();
    }

    @Override
    public ChannelHandler admit(StreamPath path, Map<String, String> parameters, String remote, Channel channel)
            throws UpgradeRefused {
        throw new UpgradeRefused(404, "");
    }
}
