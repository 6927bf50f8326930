package io.jaybit.client.internal.session;

import io.jaybit.client.internal.wire.Control;
import io.jaybit.market.Channel;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Answers in the shape of each channel, as they look after decoding. */
final class VenueAnswers {
    private VenueAnswers() {}

    static Control pong(Channel channel, String id, long venueMillis) {
        return switch (channel) {
            case SPOT, LINEAR, INVERSE, STATUS, RFQ, EARN ->
                control(Control.Kind.PONG, id, true, "pong", OptionalLong.empty(), List.of(), List.of());
            case OPTION, SPREAD ->
                control(Control.Kind.PONG, "", true, "", OptionalLong.of(venueMillis), List.of(), List.of());
            case PRIVATE, TRADE ->
                control(Control.Kind.PONG, id, true, "", OptionalLong.of(venueMillis), List.of(), List.of());
        };
    }

    static Control login(String id, String refusal) {
        return control(
                Control.Kind.LOGIN_REPLY, id, refusal.isEmpty(), refusal, OptionalLong.empty(), List.of(), List.of());
    }

    static Control success(Channel channel, String id, VenueRequest request) {
        if (channel == Channel.OPTION || channel == Channel.SPREAD) {
            return commandResponse(List.of(), request.args());
        }
        return control(
                request.op().equals("subscribe") ? Control.Kind.SUBSCRIBE_ACK : Control.Kind.UNSUBSCRIBE_ACK,
                id,
                true,
                channel == Channel.SPOT ? request.op() : "",
                OptionalLong.empty(),
                List.of(),
                List.of());
    }

    static Control commandResponse(List<String> failed, List<String> succeeded) {
        return control(
                Control.Kind.COMMAND_RESPONSE, "", failed.isEmpty(), "", OptionalLong.empty(), failed, succeeded);
    }

    static Control alreadySubscribed(String id, String topic) {
        return control(
                Control.Kind.SUBSCRIBE_ACK,
                id,
                true,
                "error:already subscribed,topic:" + topic,
                OptionalLong.empty(),
                List.of(),
                List.of(topic));
    }

    static Control unsubscribeFailure(String id, String topic) {
        return control(
                Control.Kind.UNSUBSCRIBE_ACK,
                id,
                false,
                "error:not subscribed,topic:" + topic,
                OptionalLong.empty(),
                List.of(topic),
                List.of());
    }

    static Control failure(String id, String text, List<String> failed) {
        return failure(id, text, failed, List.of());
    }

    static Control failure(String id, String text, List<String> failed, List<String> succeeded) {
        return control(Control.Kind.SUBSCRIBE_ACK, id, false, text, OptionalLong.empty(), failed, succeeded);
    }

    static Control control(
            Control.Kind kind,
            String id,
            boolean success,
            String message,
            OptionalLong venueMillis,
            List<String> failed,
            List<String> succeeded) {
        return new Control(
                kind,
                id.isEmpty() ? null : id,
                success,
                message,
                OptionalInt.empty(),
                venueMillis,
                failed,
                succeeded,
                "",
                "",
                null);
    }
}
