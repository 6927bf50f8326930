package io.jaybit.simulator.venue;

import java.io.IOException;

/** How one family of paths takes requests. */
interface Requests {
    /** @throws IOException if the request has a wrong type somewhere; the message is for the client */
    void take(StreamRequest request) throws IOException;

    /** Something came that cannot be read. */
    void unreadable(String complaint);
}
