package io.jaybit.client.internal.net;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads WebSocket frames (RFC 6455, client's side, no extensions) out of a byte stream. Confined to the I/O thread.
 *
 * <p>Design note: a class of its own beside Netty's decoder because of the cost per frame. It copies each read once into one
 * reused array and hands over places in it: no object per frame, no reference counting, and the array is what decoders want. A
 * message in fragments, rare here, is put together in a second array. Text is not checked to be UTF-8: whoever decodes it sees.
 */
final class FrameParser {
    /** What comes out, in the order of the stream. Arrays are valid during the call. */
    interface Sink {
        void onText(byte[] bytes, int offset, int length);

        void onBinary(byte[] bytes, int offset, int length);

        void onPing(byte[] bytes, int offset, int length);

        void onPong();

        /**
         * The peer says goodbye: nothing follows.
         *
         * @param code 1005 where it gave none
         */
        void onClose(int code, String reason);

        /**
         * The stream is no valid WebSocket stream: nothing follows.
         *
         * @param code to close with
         */
        void onBroken(int code, String complaint);
    }

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LONGEST_HEADER = 10;
    private static final int LONGEST_CONTROL = 125;

    private final int maxMessageBytes;
    private final Sink sink;
    private byte[] bytes = new byte[1 << 16];
    private int start;
    private int end;
    private byte[] fragments = new byte[0];
    private int fragmentLength;
    /** Opcode of the message whose fragments are being put together; 0 where there is none. */
    private int fragmentOpcode;

    private boolean finished;

    FrameParser(int maxMessageBytes, Sink sink) {
        this.maxMessageBytes = maxMessageBytes;
        this.sink = sink;
    }

    /** Takes all readable bytes of {@code in}; what they complete goes to the sink before this returns. */
    void feed(ByteBuf in) {
        int count = in.readableBytes();
        if (finished || count == 0) {
            return;
        }
        makeRoom(count);
        in.readBytes(bytes, end, count);
        end += count;
        int consumed;
        do {
            consumed = takeFrame();
            start += consumed;
        } while (consumed > 0 && !finished);
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    /** Nothing more comes out, even of bytes that are here already. */
    void stop() {
        finished = true;
    }

    private void makeRoom(int count) {
        int held = end - start;
        if (bytes.length - end >= count) {
            return;
        }
        byte[] target = bytes.length >= held + count ? bytes : new byte[Math.max(held + count, bytes.length * 2)];
        System.arraycopy(bytes, start, target, 0, held);
        bytes = target;
        start = 0;
        end = held;
    }

    /** @return length of the frame taken; 0 when it is not complete, or nothing more is to be taken */
    private int takeFrame() {
        int available = end - start;
        if (available < 2) {
            return 0;
        }
        int first = bytes[start];
        int second = bytes[start + 1];
        if ((first & 0x70) != 0) {
            return broken(1002, "reserved bits are set, no extension was agreed");
        }
        if ((second & 0x80) != 0) {
            return broken(1002, "a server's frame must not be masked");
        }
        int opcode = first & 0x0f;
        boolean last = (first & 0x80) != 0;
        int header = 2;
        long length = second & 0x7f;
        if (length == 126) {
            header = 4;
            if (available < header) {
                return 0;
            }
            length = unsignedShort(start + 2);
            if (length < 126) {
                return broken(1002, "length is not in its shortest form");
            }
        } else if (length == 127) {
            header = LONGEST_HEADER;
            if (available < header) {
                return 0;
            }
            length = 0;
            for (int i = 2; i < LONGEST_HEADER; i++) {
                length = (length << 8) | (bytes[start + i] & 0xff);
            }
            if (length >= 0 && length < 65_536) {
                return broken(1002, "length is not in its shortest form");
            }
        }
        if (!fits(opcode, last, length)) {
            return 0;
        }
        int size = header + (int) length;
        if (available < size) {
            return 0;
        }
        deliver(opcode, last, start + header, (int) length);
        return size;
    }

    /** Checks a frame by its header alone, so that nothing is buffered for one that will be refused. */
    private boolean fits(int opcode, boolean last, long length) {
        switch (opcode) {
            case CLOSE, PING, PONG -> {
                if (!last || length < 0 || length > LONGEST_CONTROL) {
                    broken(1002, "a control frame must be whole and no longer than " + LONGEST_CONTROL + " bytes");
                    return false;
                }
            }
            case CONTINUATION -> {
                if (fragmentOpcode == 0) {
                    broken(1002, "a continuation without a beginning");
                    return false;
                }
            }
            case TEXT, BINARY -> {
                if (fragmentOpcode != 0) {
                    broken(1002, "a new message within a message in fragments");
                    return false;
                }
            }
            default -> {
                broken(1002, "opcode " + opcode + " is not defined");
                return false;
            }
        }
        if (length < 0 || length + fragmentLength > maxMessageBytes) {
            broken(1009, "a message of more than " + maxMessageBytes + " bytes");
            return false;
        }
        return true;
    }

    private void deliver(int opcode, boolean last, int offset, int length) {
        switch (opcode) {
            case TEXT, BINARY -> {
                if (last) {
                    message(opcode, bytes, offset, length);
                } else {
                    fragmentOpcode = opcode;
                    append(offset, length);
                }
            }
            case CONTINUATION -> {
                append(offset, length);
                if (last) {
                    int whole = fragmentLength;
                    int kind = fragmentOpcode;
                    fragmentOpcode = 0;
                    fragmentLength = 0;
                    message(kind, fragments, 0, whole);
                }
            }
            case PING -> sink.onPing(bytes, offset, length);
            case PONG -> sink.onPong();
            default -> close(offset, length);
        }
    }

    private void message(int opcode, byte[] from, int offset, int length) {
        if (opcode == TEXT) {
            sink.onText(from, offset, length);
        } else {
            sink.onBinary(from, offset, length);
        }
    }

    private void append(int offset, int length) {
        if (fragments.length < fragmentLength + length) {
            fragments = Arrays.copyOf(fragments, Math.max(fragmentLength + length, fragments.length * 2));
        }
        System.arraycopy(bytes, offset, fragments, fragmentLength, length);
        fragmentLength += length;
    }

    private void close(int offset, int length) {
        if (length == 1) {
            broken(1002, "a close frame of one byte");
            return;
        }
        finished = true;
        if (length == 0) {
            sink.onClose(1005, "");
            return;
        }
        int code = unsignedShort(offset);
        sink.onClose(code, new String(bytes, offset + 2, length - 2, StandardCharsets.UTF_8));
    }

    private int unsignedShort(int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private int broken(int code, String complaint) {
        finished = true;
        sink.onBroken(code, complaint);
        return 0;
    }
}
