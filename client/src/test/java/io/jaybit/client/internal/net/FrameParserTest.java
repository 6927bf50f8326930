package io.jaybit.client.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.testing.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameParserTest {
    private static final int MOST = 1 << 20;

    private final List<String> seen = new ArrayList<>();
    private final FrameParser parser = new FrameParser(MOST, new Recorder(seen));

    @Test
    void aTextFrameComesOutAsItsBytes() {
        feed(Peer.frame(0x81, bytes("hello")));

        assertThat(seen).containsExactly("text hello");
    }

    @Test
    void framesThatArriveByteByByteComeOutWhole() {
        byte[] stream = concat(Peer.frame(0x81, bytes("one")), Peer.frame(0x81, bytes("x".repeat(70_000))));

        for (byte b : stream) {
            feed(b);
        }

        assertThat(seen).containsExactly("text one", "text " + "x".repeat(70_000));
    }

    @Test
    void fragmentsBecomeOneMessageAndAControlFrameMayLieBetween() {
        feed(concat(
                Peer.frame(0x01, bytes("ab")),
                Peer.frame(0x89, bytes("alive?")),
                Peer.frame(0x00, bytes("cd")),
                Peer.frame(0x80, bytes("ef"))));

        assertThat(seen).containsExactly("ping alive?", "text abcdef");
    }

    @Test
    void aCloseFrameTellsItsCodeAndNothingFollows() {
        feed(concat(Peer.frame(0x88, new byte[] {3, (byte) 0xe9, 'b', 'y', 'e'}), Peer.frame(0x81, bytes("late"))));

        assertThat(seen).containsExactly("close 1001 bye");
    }

    @Test
    void aCloseFrameWithoutCodeIs1005() {
        feed(Peer.frame(0x88, new byte[0]));

        assertThat(seen).containsExactly("close 1005 ");
    }

    @Test
    void brokenFramesEndTheStreamWithACode() {
        assertThat(broken(0xc1, 0x00)).startsWith("broken 1002 reserved bits");
        assertThat(broken(0x81, 0x81)).startsWith("broken 1002 a server's frame must not be masked");
        assertThat(broken(0x83, 0x00)).startsWith("broken 1002 opcode 3");
        assertThat(broken(0x8b, 0x00)).startsWith("broken 1002 opcode 11");
        assertThat(broken(0x80, 0x00)).startsWith("broken 1002 a continuation without a beginning");
        assertThat(broken(0x01, 0x00, 0x81, 0x00)).startsWith("broken 1002 a new message within");
        assertThat(broken(0x89, 0x7e)).isEmpty();
        assertThat(broken(0x89, 0x7e, 0x00, 0x7e)).startsWith("broken 1002 a control frame");
        assertThat(broken(0x09, 0x00)).startsWith("broken 1002 a control frame");
        assertThat(broken(0x88, 0x01, 0x00)).startsWith("broken 1002 a close frame of one byte");
        assertThat(broken(0x81, 0x7e, 0x00, 0x7d)).startsWith("broken 1002 length is not in its shortest form");
        assertThat(broken(0x81, 0x7f, 0, 0, 0, 0, 0, 0, 0xff, 0xff))
                .startsWith("broken 1002 length is not in its shortest form");
        assertThat(broken(0x81, 0x7f, 0xff, 0, 0, 0, 0, 0, 0, 0)).startsWith("broken 1009");
    }

    @Test
    void aMessageThatIsTooLongIsRefusedByItsHeaderAlone() {
        feed((byte) 0x81, (byte) 0x7f, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 16, (byte) 0, (byte) 1);

        assertThat(seen).containsExactly("broken 1009 a message of more than 1048576 bytes");
    }

    @Test
    void fragmentsThatAreTooLongTogetherAreRefused() {
        feed(Peer.frame(0x01, new byte[MOST - 1]));
        feed(Peer.frame(0x00, new byte[2]));

        assertThat(seen).containsExactly("broken 1009 a message of more than 1048576 bytes");
    }

    @Test
    void anyStreamInAnyPiecesReadsAsNettyReadsIt() {
        int seeds = Boolean.getBoolean("jaybit.long") ? 10_000 : 300;
        for (int seed = 0; seed < seeds; seed++) {
            Random random = new Random(seed);
            byte[] stream = randomStream(random);

            assertThat(ours(stream, random)).as("seed %d", seed).isEqualTo(nettys(stream));
        }
    }

    private static byte[] randomStream(Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        int frames = random.nextInt(12);
        for (int i = 0; i < frames; i++) {
            byte[] payload = new byte[random.nextInt(10) == 0 ? random.nextInt(70_000) : random.nextInt(200)];
            for (int k = 0; k < payload.length; k++) {
                payload[k] = (byte) ('a' + random.nextInt(26));
            }
            switch (random.nextInt(8)) {
                case 0 -> stream.writeBytes(Peer.frame(0x89, bytes("p" + i)));
                case 1 -> stream.writeBytes(Peer.frame(0x82, payload));
                case 2 -> {
                    int cut = payload.length == 0 ? 0 : random.nextInt(payload.length);
                    stream.writeBytes(Peer.frame(0x01, java.util.Arrays.copyOf(payload, cut)));
                    stream.writeBytes(Peer.frame(0x8a, new byte[0]));
                    stream.writeBytes(Peer.frame(0x80, java.util.Arrays.copyOfRange(payload, cut, payload.length)));
                }
                default -> stream.writeBytes(Peer.frame(0x81, payload));
            }
        }
        return stream.toByteArray();
    }

    private static List<String> ours(byte[] stream, Random random) {
        List<String> seen = new ArrayList<>();
        FrameParser parser = new FrameParser(MOST, new Recorder(seen));
        for (int at = 0; at < stream.length; ) {
            int piece = Math.min(stream.length - at, 1 + random.nextInt(random.nextBoolean() ? 20 : 40_000));
            parser.feed(Unpooled.wrappedBuffer(stream, at, piece));
            at += piece;
        }
        return seen;
    }

    private static List<String> nettys(byte[] stream) {
        EmbeddedChannel channel = new EmbeddedChannel(
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(false)
                        .withUTF8Validator(false)
                        .maxFramePayloadLength(MOST)
                        .build()),
                new WebSocketFrameAggregator(MOST));
        channel.writeInbound(Unpooled.wrappedBuffer(stream));
        List<String> seen = new ArrayList<>();
        for (WebSocketFrame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            String text = frame.content().toString(UTF_8);
            if (frame instanceof TextWebSocketFrame) {
                seen.add("text " + text);
            } else if (frame instanceof BinaryWebSocketFrame) {
                seen.add("binary " + text);
            } else if (frame instanceof PingWebSocketFrame) {
                seen.add("ping " + text);
            } else if (frame instanceof PongWebSocketFrame) {
                seen.add("pong");
            } else if (frame instanceof CloseWebSocketFrame close) {
                seen.add("close " + close.statusCode() + " " + close.reasonText());
            }
            frame.release();
        }
        channel.finishAndReleaseAll();
        return seen;
    }

    private static String broken(int... stream) {
        List<String> seen = new ArrayList<>();
        ByteBuf bytes = Unpooled.buffer();
        for (int b : stream) {
            bytes.writeByte(b);
        }
        new FrameParser(MOST, new Recorder(seen)).feed(bytes);
        return String.join(" | ", seen);
    }

    private void feed(byte... bytes) {
        parser.feed(Unpooled.wrappedBuffer(bytes));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private record Recorder(List<String> seen) implements FrameParser.Sink {
        @Override
        public void onText(byte[] bytes, int offset, int length) {
            seen.add("text " + new String(bytes, offset, length, UTF_8));
        }

        @Override
        public void onBinary(byte[] bytes, int offset, int length) {
            seen.add("binary " + new String(bytes, offset, length, UTF_8));
        }

        @Override
        public void onPing(byte[] bytes, int offset, int length) {
            seen.add("ping " + new String(bytes, offset, length, UTF_8));
        }

        @Override
        public void onPong() {
            seen.add("pong");
        }

        @Override
        public void onClose(int code, String reason) {
            seen.add("close " + code + " " + reason);
        }

        @Override
        public void onBroken(int code, String complaint) {
            seen.add("broken " + code + " " + complaint);
        }
    }
}
