package io.jaybit.client.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A frame of ours as the venue reads it. */
record VenueRequest(String op, String id, List<String> args) {
    private static final Pattern OP = Pattern.compile("\"op\":\"(\\w+)\"");
    private static final Pattern ID = Pattern.compile("\"req_?[iI]d\":\"([^\"]+)\"");
    private static final Pattern ARG = Pattern.compile("\"([^\"]*)\"|(\\d+)");

    static VenueRequest read(String text) {
        Matcher op = OP.matcher(text);
        Matcher id = ID.matcher(text);
        if (!op.find() || !id.find()) {
            throw new IllegalStateException("not a request: " + text);
        }
        List<String> args = new ArrayList<>();
        int from = text.indexOf('[');
        if (from >= 0) {
            Matcher arg = ARG.matcher(text.substring(from));
            while (arg.find()) {
                args.add(arg.group(1) == null ? arg.group(2) : arg.group(1));
            }
        }
        return new VenueRequest(op.group(1), id.group(1), List.copyOf(args));
    }
}
