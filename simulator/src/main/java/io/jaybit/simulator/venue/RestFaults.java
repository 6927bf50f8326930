package io.jaybit.simulator.venue;

import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpDesk;
import io.jaybit.simulator.wire.HttpQuestion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** REST as it is when things go wrong: answers lost, or replaced by the venue's trouble. */
final class RestFaults {
    private final Venue venue;
    private final List<HttpDesk> desks;

    RestFaults(Venue venue, List<HttpDesk> desks) {
        this.venue = venue;
        this.desks = desks;
    }

    /** The answer; none where the connection is to be cut instead. */
    Optional<HttpAnswer> answer(HttpQuestion question) {
        String label = "rest." + question.path();
        boolean order = question.method().equals("POST") && question.path().startsWith("/v5/order/");
        OptionalLong instead = venue.faults().instead(label, order);
        if (instead.isPresent()) {
            return Optional.of(trouble(instead.getAsLong()));
        }
        HttpAnswer answer = ask(question);
        if (answer == null) {
            return Optional.of(HttpAnswer.status(404, "{}"));
        }
        if (venue.faults().loses(label)) {
            return Optional.empty();
        }
        OptionalLong afterwards = venue.faults().afterwards(label);
        return Optional.of(afterwards.isPresent() ? trouble(afterwards.getAsLong()) : answer);
    }

    private @Nullable HttpAnswer ask(HttpQuestion question) {
        for (HttpDesk desk : desks) {
            HttpAnswer answer = desk.answer(question);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    /** Small numbers are HTTP statuses. */
    private HttpAnswer trouble(long code) {
        return code >= 300 && code < 600
                ? HttpAnswer.status((int) code, "")
                : HttpAnswer.refused((int) code, Trouble.text(code), venue.now());
    }
}
