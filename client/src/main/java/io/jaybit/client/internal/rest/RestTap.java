package io.jaybit.client.internal.rest;

/** Is told of requests and replies, on the I/O thread. */
public interface RestTap {
    /** Tells nobody. */
    RestTap NONE = new RestTap() {
        @Override
        public long sent(String request) {
            return 0;
        }

        @Override
        public void answered(long id, int status, String text) {}

        @Override
        public boolean isWanted() {
            return false;
        }
    };

    /**
     * @param request method, path and query, and on a line of its own the body
     * @return an id for its answer
     */
    long sent(String request);

    /**
     * @param status of HTTP; 0 where no reply came
     * @param text the body; where no reply came, why
     */
    void answered(long id, int status, String text);

    /** Whether it is worth while to make the texts. */
    boolean isWanted();
}
