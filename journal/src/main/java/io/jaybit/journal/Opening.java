package io.jaybit.journal;

import java.util.List;
import java.util.OptionalLong;

/**
 * What was found when a journal was opened. Immutable.
 *
 * @param checkpointSequence last record of the checkpoint in use; empty without one
 * @param lastSequence number of the last record; 0 if there never was one
 * @param cutBytes how many bytes at the end made no whole record and were cut off: what a crash left half written
 * @param damage what cannot be read in the newest segment though records follow; older segments are read, and their damage told, by
 *     {@link Journal#replay}
 * @param notes what else was unusual, in words
 */
public record Opening(
        OptionalLong checkpointSequence, long lastSequence, long cutBytes, List<Damage> damage, List<String> notes) {
    public Opening {
        damage = List.copyOf(damage);
        notes = List.copyOf(notes);
    }
}
