package io.jaybit.station.cli;

import io.jaybit.client.Decoders;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.MarketLine;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.recorder.play.PlaybackAdapter;
import io.jaybit.station.pipeline.FileContents;
import io.jaybit.station.pipeline.FrameFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plain files of frames that are to be replayed, looked at before. Stateless. */
final class Captures {
    private static final int LOOKED_AT = 200;
    private static final Set<String> OWN = Set.of("order", "execution", "position", "wallet", "greeks");

    private static final class Listener extends PlaybackAdapter {}

    private Captures() {}

    /**
     * Opens files of frames.
     *
     * @throws Exit if one of them is none
     */
    static CaptureRecords open(List<Path> files) {
        List<String> problems = new ArrayList<>();
        List<Channel> channels = new ArrayList<>();
        for (Path file : files) {
            try {
                channels.add(channel(file));
            } catch (IOException e) {
                problems.add(problem(file, e));
            }
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        try {
            return new CaptureRecords(files, channels);
        } catch (IOException e) {
            throw Exit.failed(String.valueOf(e.getMessage()));
        }
    }

    private static String problem(Path file, IOException e) {
        if (!Files.exists(file)) {
            return "there is no " + file.toAbsolutePath() + "; allowed: the folder of a recording, or files of frames";
        }
        return file
                + " is neither the folder of a recording nor a file of frames, one JSON object a line, plain or .gz: "
                + e.getMessage();
    }

    private static Channel channel(Path file) throws IOException {
        FrameDecoder decoder = Decoders.decoder(Channel.LINEAR);
        MarketLine line = new MarketLine(new Listener());
        boolean[] own = new boolean[1];
        long frames = 0;
        try (FrameFile frameFile = FrameFile.open(file, Channel.LINEAR)) {
            boolean more = true;
            for (int i = 0; i < LOOKED_AT && more; i++) {
                FrameDecoder.Verdict[] verdict = new FrameDecoder.Verdict[1];
                more = frameFile.next(frame -> verdict[0] = decoder.decode(frame, line));
                if (more && i == 0 && verdict[0] == FrameDecoder.Verdict.UNREADABLE) {
                    throw new IOException("line " + frameFile.lineNumber() + ": " + decoder.complaint());
                }
                Topic topic = decoder.lastTopic();
                own[0] |= more && topic != null && OWN.contains(topic.name().split("\\.", 2)[0]);
                frames += more ? 1 : 0;
            }
        }
        if (frames == 0) {
            throw new IOException("it is empty");
        }
        return own[0] ? Channel.PRIVATE : FileContents.guessChannel(file);
    }
}
