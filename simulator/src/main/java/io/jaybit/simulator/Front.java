package io.jaybit.simulator;

import io.jaybit.simulator.venue.UpgradeRefused;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.StreamPath;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.util.Map;
import java.util.Optional;

/** Who is behind a port. Called on the channel's event loop. */
interface Front {
    /** Answers a REST request; nothing means that the connection is to be cut. */
    Optional<HttpAnswer> answer(HttpQuestion question);

    /**
     * Lets a stream's client in.
     *
     * @return who takes its frames from now on
     * @throws UpgradeRefused if the upgrade is to be answered otherwise
     */
    ChannelHandler admit(StreamPath path, Map<String, String> parameters, String remote, Channel channel)
            throws UpgradeRefused;
}
