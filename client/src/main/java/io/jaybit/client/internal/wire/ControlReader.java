package io.jaybit.client.internal.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads frames without topic: which kind each is, whether it is good news, and which topics its text names. */
final class ControlReader {
    private static final int ALREADY_AUTHENTICATED = 20001;
    private static final String ALREADY_SUBSCRIBED = "error:already subscribed,topic:";
    /** Text in front of the refused topics. */
    private static final List<String> REFUSALS =
            List.of("error:handler not found,topic:", "Invalid symbol :", "Invalid topic:");
    /** The text of a private request of which only a part was accepted has two lists. */
    private static final String ACCEPTED_PART = "Successful subscriptions are as follows:";

    private static final String REFUSED_PART = "Subscription to the following topics failed";

    private ControlReader() {}

    static Control read(Node frame) {
        String op = frame.get("op").textOrEmpty();
        String type = frame.get("type").textOrEmpty();
        String message = either(frame, "ret_msg", "retMsg").textOrEmpty();
        OptionalInt code = code(either(frame, "retCode", "ret_code"));
        Control.Kind kind = kind(frame, op, type, message, code);

        List<String> failed = new ArrayList<>();
        List<String> succeeded = new ArrayList<>();
        boolean success = succeeded(frame, code);
        switch (kind) {
            case COMMAND_RESPONSE -> {
                addAll(frame.get("data").get("failTopics"), failed);
                addAll(frame.get("data").get("successTopics"), succeeded);
            }
            case LOGIN_REPLY -> success |= code.orElse(0) == ALREADY_AUTHENTICATED;
            case SUBSCRIBE_ACK, UNSUBSCRIBE_ACK, REQUEST_ERROR -> {
                if (!success && message.startsWith(ALREADY_SUBSCRIBED)) {
                    success = true;
                    addAll(message.substring(ALREADY_SUBSCRIBED.length()), succeeded);
                } else if (!success) {
                    readRefusal(message, failed, succeeded);
                }
            }
            case PONG -> success = true;
            case TRADE_REPLY, UNRECOGNISED -> {
                // nothing to add
            }
        }
        String id = either(frame, "req_id", "reqId").textOrEmpty();
        return new Control(
                kind,
                id.isEmpty() ? null : id,
                success,
                message,
                code,
                kind == Control.Kind.PONG ? serverTime(frame) : OptionalLong.empty(),
                failed,
                succeeded,
                op,
                either(frame, "conn_id", "connId").textOrEmpty(),
                kind == Control.Kind.TRADE_REPLY ? TradeReply.ofFrame(frame) : null);
    }

    private static Control.Kind kind(Node frame, String op, String type, String message, OptionalInt code) {
        if (op.equals("pong") || message.equals("pong")) {
            return Control.Kind.PONG;
        }
        if (op.equals("auth") || type.equals("AUTH_RESP")) {
            return Control.Kind.LOGIN_REPLY;
        }
        if (type.equals("COMMAND_RESP")) {
            return Control.Kind.COMMAND_RESPONSE;
        }
        if (op.equals("subscribe")) {
            return Control.Kind.SUBSCRIBE_ACK;
        }
        if (op.equals("unsubscribe")) {
            return Control.Kind.UNSUBSCRIBE_ACK;
        }
        if (op.startsWith("order.")) {
            return Control.Kind.TRADE_REPLY;
        }
        boolean refused =
                !frame.get("success").isNothing() && !frame.get("success").isTrue();
        return refused || code.orElse(0) != 0 ? Control.Kind.REQUEST_ERROR : Control.Kind.UNRECOGNISED;
    }

    /** Both family's flags must be good; a frame with neither is no success. */
    private static boolean succeeded(Node frame, OptionalInt code) {
        Node flag = frame.get("success");
        if (flag.isNothing()) {
            return code.isPresent() && code.getAsInt() == 0;
        }
        return flag.isTrue() && code.orElse(0) == 0;
    }

    private static void readRefusal(String message, List<String> failed, List<String> succeeded) {
        for (String refusal : REFUSALS) {
            if (message.startsWith(refusal)) {
                addAll(message.substring(refusal.length()), failed);
                return;
            }
        }
        int refused = message.indexOf(REFUSED_PART);
        if (refused >= 0) {
            addAll(inBrackets(message.substring(refused)), failed);
            int accepted = message.indexOf(ACCEPTED_PART);
            if (accepted >= 0 && accepted < refused) {
                addAll(inBrackets(message.substring(accepted, refused)), succeeded);
            }
        }
    }

    private static String inBrackets(String text) {
        int from = text.indexOf('[');
        int to = text.indexOf(']', from + 1);
        return from < 0 || to < 0 ? "" : text.substring(from, to);
    }

    /** Adds topics that stand between commas or spaces, with or without brackets around all. */
    private static void addAll(String text, List<String> to) {
        StringBuilder topic = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == ',' || c <= ' ' || c == '[' || c == ']') {
                if (topic.length() > 0) {
                    to.add(topic.toString());
                    topic.setLength(0);
                }
            } else {
                topic.append(c);
            }
        }
    }

    private static void addAll(Node list, List<String> to) {
        List<Node> items = list.items();
        if (items == null) {
            return;
        }
        for (Node item : items) {
            if (!item.textOrEmpty().isEmpty()) {
                to.add(item.textOrEmpty());
            }
        }
    }

    private static OptionalLong serverTime(Node frame) {
        List<Node> times = either(frame, "args", "data").items();
        BigDecimal time = times == null || times.isEmpty() ? null : times.get(0).number();
        return time == null || !isWhole(time, Long.MAX_VALUE)
                ? OptionalLong.empty()
                : OptionalLong.of(time.longValueExact());
    }

    private static OptionalInt code(Node node) {
        BigDecimal number = node.number();
        return number == null || !isWhole(number, Integer.MAX_VALUE)
                ? OptionalInt.empty()
                : OptionalInt.of(number.intValueExact());
    }

    private static boolean isWhole(BigDecimal number, long limit) {
        return number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(limit)) <= 0;
    }

    private static Node either(Node frame, String name, String otherName) {
        Node node = frame.get(name);
        return node.isNothing() ? frame.get(otherName) : node;
    }
}
