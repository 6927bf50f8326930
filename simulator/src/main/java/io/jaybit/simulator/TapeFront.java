package io.jaybit.simulator;

import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.StreamPath;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays a tape to each client, from the beginning. Safe for any thread. */
final class TapeFront implements Front {
    private final ServerConfig config;
    private final FrameTape tape;
    private final RestFront rest;
    private final AtomicInteger connections = new AtomicInteger();

    TapeFront(ServerConfig config, FrameTape tape) {
        this.config = config;
        this.tape = tape;
        this.rest = new RestFront(tape);
    }

    int connectionsSoFar() {
        return connections.get();
    }

    @Override
    public Optional<HttpAnswer> answer(HttpQuestion question) {
        if (!question.method().equals("GET")) {
            return Optional.of(HttpAnswer.status(405, "{}"));
        }
        return Optional.of(rest.answer(question.path(), question.parameters(), System.currentTimeMillis())
                .map(body -> HttpAnswer.status(200, body))
                .orElseGet(() -> HttpAnswer.status(404, "{}")));
    }

    @Override
    public ChannelHandler admit(StreamPath path, Map<String, String> parameters, String remote, Channel channel) {
        TapePlayer player = new TapePlayer(tape, path, config.pace(), config.loop(), channel);
        return new StreamSession(path, tape, player, "sim-" + connections.incrementAndGet());
    }
}
