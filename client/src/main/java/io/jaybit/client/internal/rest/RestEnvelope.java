package io.jaybit.client.internal.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.client.internal.rest.RestClient.Answer;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.UnreadableFrame;
import io.jaybit.client.internal.wire.VenueCodes;

/** Reads what every REST answer is wrapped in. Stateless. */
public final class RestEnvelope {
    private static final int LONGEST_EXCERPT = 300;

    private RestEnvelope() {}

    /**
     * An answer that says yes.
     *
     * @throws RestFailure for every other; it knows whether the request may have been carried out all the same
     */
    public static Answer read(RestRequest request, int httpStatus, byte[] body, long receivedEpochNanos)
            throws RestFailure {
        if (httpStatus != 200) {
            String text = excerpt(body);
            throw new RestFailure(
                    request.target(),
                    httpStatus,
                    0,
                    text.isEmpty() ? meaning(httpStatus) : text,
                    httpStatus >= 400 && httpStatus < 500);
        }
        Node envelope;
        try {
            envelope = Node.parse(body, 0, body.length);
            Texts.requiredLong(envelope, "retCode");
        } catch (UnreadableFrame unreadable) {
            throw new RestFailure(
                    request.target(), httpStatus, 0, "an answer that cannot be read: " + unreadable.getMessage());
        }
        int retCode = Texts.intOr(envelope.get("retCode"), -1);
        long time = Texts.longOr(envelope.get("time"), 0);
        if (retCode != 0) {
            throw new RestFailure(
                            request.target(),
                            httpStatus,
                            retCode,
                            VenueCodes.explained(retCode, envelope.get("retMsg").textOrEmpty()),
                            !VenueCodes.isAmbiguous(retCode))
                    .at(time);
        }
        return new Answer(
                request.target(), envelope.get("result"), envelope.get("retExtInfo"), time, receivedEpochNanos);
    }

    private static String meaning(int httpStatus) {
        return switch (httpStatus) {
            case 401 -> "the key or its signature was not accepted";
            case 403 -> "forbidden: the venue does not serve this address";
            case 404 -> "the venue has no such path, or not for this account's mode";
            case 429 -> "too many requests";
            default -> "no text";
        };
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, UTF_8).strip();
        return text.length() > LONGEST_EXCERPT ? text.substring(0, LONGEST_EXCERPT) + "…" : text;
    }
}
