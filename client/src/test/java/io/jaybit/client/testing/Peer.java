package io.jaybit.client.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's end of one connection. A test calls it on its own thread; each read gives up after a while. */
public final class Peer {
    private static final Pattern REQUEST_ID = Pattern.compile("\"req_id\":\"([^\"]*)\"");
    private static final Pattern OP = Pattern.compile("\"op\":\"([^\"]*)\"");

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private List<String> request = List.of();

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Reads an HTTP request's head: its first line, then its headers. */
    public List<String> readRequest() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            lines.add(line);
        }
        request = lines;
        return lines;
    }

    private static String readLine(InputStream from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = from.read(); b != '\n'; b = from.read()) {
            if (b < 0) {
                throw new EOFException("the client hung up after \"" + line + "\"");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(US_ASCII);
    }

    public List<String> request() {
        return request;
    }

    public String path() {
        return request.get(0).split(" ")[1];
    }

    public void upgrade() throws IOException {
        sendRaw(upgradeResponse());
    }

    public byte[] upgradeResponse() {
        String key = ScriptedVenue.header(request, "Sec-WebSocket-Key");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n")
                    .getBytes(US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** An HTTP response with a body. @param headers lines without their ends */
    public void respond(String status, String body, String... headers) throws IOException {
        byte[] content = body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(US_ASCII);
        byte[] whole = new byte[start.length + content.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        sendRaw(whole);
    }

    public void sendRaw(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public void send(String text) throws IOException {
        sendRaw(frame(0x81, text.getBytes(UTF_8)));
    }

    /** One unmasked frame. @param first its first byte: FIN bit and opcode */
    public static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length < 65_536) {
            frame.write(126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** The next frame: its opcode as a character in front of its text, e.g. {@code 1{"op":"ping"}}. */
    public String receiveFrame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if ((second & 0x80) == 0) {
            throw new IOException("a client's frame must be masked");
        }
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return Integer.toHexString(first & 0x0f) + new String(payload, UTF_8);
    }

    /** The next text message; pings of the session are answered on the way. */
    public String receive() throws IOException {
        while (true) {
            String frame = receiveFrame();
            if (frame.startsWith("1") && frame.contains("\"op\":\"ping\"")) {
                pong(frame);
            } else if (frame.startsWith("1")) {
                return frame.substring(1);
            } else {
                throw new IOException("no text but " + frame);
            }
        }
    }

    /** Answers a ping as the linear socket does. */
    public void pong(String ping) throws IOException {
        send("{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"c\",\"req_id\":\"" + find(REQUEST_ID, ping)
                + "\",\"op\":\"ping\"}");
    }

    /** Reads a request and answers it as the linear socket does. @return the request */
    public String ack() throws IOException {
        String text = receive();
        send("{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"c\",\"req_id\":\"" + find(REQUEST_ID, text)
                + "\",\"op\":\"" + find(OP, text) + "\"}");
        return text;
    }

    /** Reads a request and refuses it as the linear socket does. @return the request */
    public String refuse(String message) throws IOException {
        String text = receive();
        send("{\"success\":false,\"ret_msg\":\"" + message + "\",\"conn_id\":\"c\",\"req_id\":\""
                + find(REQUEST_ID, text) + "\",\"op\":\"" + find(OP, text) + "\"}");
        return text;
    }

    private static String find(Pattern pattern, String in) {
        Matcher matcher = pattern.matcher(in);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Ends the connection with a reset: the other side loses what it has not read. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public void hangUp() throws IOException {
        socket.close();
    }

    /** The server's part of a TLS handshake, whatever becomes of it. @return what went wrong; empty if nothing did */
    public String handshake() {
        try {
            ((javax.net.ssl.SSLSocket) socket).startHandshake();
            return "";
        } catch (IOException brokenOff) {
            return String.valueOf(brokenOff.getMessage());
        }
    }

    /** Whether the client has ended the connection; waits for it. */
    public boolean isHungUpOn() throws IOException {
        try {
            while (in.read() >= 0) {
                // what it still had to say
            }
            return true;
        } catch (java.net.SocketTimeoutException stillThere) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    public Socket socket() {
        return socket;
    }
}
