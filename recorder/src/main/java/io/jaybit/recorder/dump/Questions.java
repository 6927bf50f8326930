package io.jaybit.recorder.dump;

import io.jaybit.recorder.database.QueryResult;
import java.io.IOException;

/** Asks the database of a recording, be it open here or in the process that records. */
@FunctionalInterface
public interface Questions {
    /** Carries out a statement that answers with rows. */
    void query(String statement, QueryResult result) throws IOException;
}
