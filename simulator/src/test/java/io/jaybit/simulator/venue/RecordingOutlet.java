package io.jaybit.simulator.venue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A socket that keeps what was sent and reads it when it is told to. */
final class RecordingOutlet implements Outlet {
    final List<String> sent = new ArrayList<>();
    String end = "";
    long pendingBytes;

    @Override
    public void send(byte[] frame) {
        sent.add(new String(frame, StandardCharsets.UTF_8));
    }

    @Override
    public void close(int code, String reason) {
        end = "closed " + code + reason;
    }

    @Override
    public void reset() {
        end = "reset";
    }

    @Override
    public long pendingBytes() {
        return pendingBytes;
    }

    /** What came since the last time. */
    List<String> take() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }
}
