package io.jaybit.client.internal.account;

import java.io.IOException;

/** Where an account is kept, so that a restart finds it. */
public interface AccountLog {
    /** Keeps nothing. */
    AccountLog NONE = new AccountLog() {
        @Override
        public void order(byte[] state) {}

        @Override
        public void everything(byte[] state) {}
    };

    /** An order as it is now; it outlives this process when this returns. */
    void order(byte[] state) throws IOException;

    /** The whole account as it is now; what was kept of single orders before is of no use any more. */
    void everything(byte[] state) throws IOException;
}
