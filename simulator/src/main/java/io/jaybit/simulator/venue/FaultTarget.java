package io.jaybit.simulator.venue;

import io.jaybit.simulator.wire.StreamPath;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a fault strikes: {@code orderbook.50.*}, {@code linear:publicTrade.BTCUSDT}, {@code private:*}, {@code answer.pong}. Immutable.
 *
 * <p>Without a path it is meant on all. {@code *} stands for any characters. Topics go by their name; answers are called {@code
 * answer.} and their op ({@code pong}, {@code subscribe}, {@code order.create}); REST answers {@code rest.} and their path.
 */
public final class FaultTarget {
    private final String text;
    private final @Nullable StreamPath path;
    private final Pattern label;

    private FaultTarget(String text, @Nullable StreamPath path, Pattern label) {
        this.text = text;
        this.path = path;
        this.label = label;
    }

    /** @throws IllegalArgumentException if the path is unknown */
    public static FaultTarget parse(String text) {
        int colon = text.indexOf(':');
        String glob = text.substring(colon + 1);
        Pattern label = Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
        if (colon < 0) {
            return new FaultTarget(text, null, label);
        }
        Optional<StreamPath> path = StreamPath.parse(text.substring(0, colon));
        return new FaultTarget(
                text,
                path.orElseThrow(() -> new IllegalArgumentException("no such path: " + text.substring(0, colon))),
                label);
    }

    boolean isOn(StreamPath where) {
        return path == null || path == where;
    }

    boolean takes(StreamPath where, String what) {
        return isOn(where) && label.matcher(what).matches();
    }

    /** Of what is on no path. */
    boolean takesAnywhere(String what) {
        return path == null && label.matcher(what).matches();
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FaultTarget target && target.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
