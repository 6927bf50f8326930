package io.jaybit.recorder.log;

import io.jaybit.market.Channel;
import java.util.Locale;

/** Channels as they stand in files: a byte or a word, neither of which ever changes. */
final class ChannelCode {
    private static final Channel[] CHANNELS = {
        Channel.SPOT,
        Channel.LINEAR,
        Channel.INVERSE,
        Channel.OPTION,
        Channel.SPREAD,
        Channel.STATUS,
        Channel.RFQ,
        Channel.EARN,
        Channel.PRIVATE,
        Channel.TRADE
    };

    private ChannelCode() {}

    static byte of(Channel channel) {
        return switch (channel) {
            case SPOT -> 1;
            case LINEAR -> 2;
            case INVERSE -> 3;
            case OPTION -> 4;
            case SPREAD -> 5;
            case STATUS -> 6;
            case RFQ -> 7;
            case EARN -> 8;
            case PRIVATE -> 9;
            case TRADE -> 10;
        };
    }

    static boolean isKnown(int code) {
        return code >= 1 && code <= CHANNELS.length;
    }

    /** @throws IllegalArgumentException if there is none */
    static Channel channel(int code) {
        if (!isKnown(code)) {
            throw new IllegalArgumentException("no channel has the code " + code);
        }
        return CHANNELS[code - 1];
    }

    static String word(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none */
    static Channel channel(String word) {
        for (Channel channel : CHANNELS) {
            if (word(channel).equals(word)) {
                return channel;
            }
        }
        throw new IllegalArgumentException("no channel is called \"" + word + "\"");
    }
}
