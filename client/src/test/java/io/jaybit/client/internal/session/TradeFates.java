package io.jaybit.client.internal.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What became of each trade that the exchange made: on which of the client's sockets it was due, when it was written there, and whether the
 * client has it.
 *
 * <p>Trades have no sequence. One whose frame alone was lost or held back cannot be missed by anybody who goes on hearing of other
 * things on the same socket; every other loss can.
 */
final class TradeFates {
    private static final String TOPIC = "{\"topic\":\"publicTrade.";
    private static final Pattern ID = Pattern.compile("\"i\":\"([^\"]+)\"");

    private final Map<String, Fate> fates = new LinkedHashMap<>();
    /** By socket: when the last frame that came to the client was written. */
    private final Map<Integer, Long> lastHeardWritten = new HashMap<>();

    /** One trade. */
    static final class Fate {
        private final String id;
        private final String topic;
        private final long madeEpochMillis;
        private final Set<Integer> due;
        private final Map<Integer, Long> written = new HashMap<>();
        private int heard;

        private Fate(String id, String topic, long madeEpochMillis, Set<Integer> due) {
            this.id = id;
            this.topic = topic;
            this.madeEpochMillis = madeEpochMillis;
            this.due = Set.copyOf(due);
        }

        /** Of channel and name, as {@link io.jaybit.market.Topic} is written. */
        String topic() {
            return topic;
        }

        long madeEpochMillis() {
            return madeEpochMillis;
        }

        @Override
        public String toString() {
            return id + " of " + topic + " made " + madeEpochMillis + ", due on " + due + ", written " + written
                    + ", heard " + heard;
        }
    }

    /** @param due the sockets on which its topic is subscribed now */
    void made(String id, String topic, long epochMillis, Set<Integer> due) {
        fates.put(id, new Fate(id, topic, epochMillis, due));
    }

    /** A frame was written to a socket. */
    void written(int socket, byte[] frame, long epochMillis) {
        String text = new String(frame, StandardCharsets.US_ASCII);
        if (text.startsWith(TOPIC)) {
            Matcher ids = ID.matcher(text);
            while (ids.find()) {
                Fate fate = fates.get(ids.group(1));
                if (fate != null) {
                    fate.written.putIfAbsent(socket, epochMillis);
                }
            }
        }
    }

    /** A frame came to the client. */
    void came(int socket, long writtenEpochMillis) {
        lastHeardWritten.merge(socket, writtenEpochMillis, Math::max);
    }

    /** The client has handed out a trade; whether there ever was such a one. */
    boolean heard(String id) {
        @Nullable Fate fate = fates.get(id);
        if (fate == null) {
            return false;
        }
        fate.heard++;
        return true;
    }

    List<Fate> heard() {
        return fates.values().stream().filter(fate -> fate.heard > 0).toList();
    }

    int countHeardTwice() {
        return (int) fates.values().stream().filter(fate -> fate.heard > 1).count();
    }

    List<Fate> lost() {
        return fates.values().stream().filter(fate -> fate.heard == 0).toList();
    }

    /** The lost ones whose frame alone was swallowed, or held back for too long, on a socket that went on speaking. */
    List<Fate> lostWithoutATrace() {
        List<Fate> traceless = new ArrayList<>();
        for (Fate fate : lost()) {
            if (fate.due.stream().anyMatch(socket -> isPassedOver(fate, socket))) {
                traceless.add(fate);
            }
        }
        return traceless;
    }

    private boolean isPassedOver(Fate fate, int socket) {
        long spoke = lastHeardWritten.getOrDefault(socket, Long.MIN_VALUE);
        @Nullable Long written = fate.written.get(socket);
        return spoke > fate.madeEpochMillis && (written == null || written > fate.madeEpochMillis);
    }
}
