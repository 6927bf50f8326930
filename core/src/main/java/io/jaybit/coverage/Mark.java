package io.jaybit.coverage;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/**
 * What is known of a stretch of one topic's time, in three layers that can be written in any order. Immutable.
 *
 * @param base what the connection and the sequence say
 * @param scar what was lost on top of it, here or on the way; {@code VERIFIED} where nothing was
 * @param raised what was made good afterwards, which a refused row never is; {@code UNSEEN} where nothing was
 * @param baseCauses bits
 * @param scarCauses bits
 * @param rearranged whether the stretch was moved within its hour or minute
 * @param foldedGaps gaps of that hour or minute that are drawn together here
 */
record Mark(
        CoverageState base,
        int baseCauses,
        CoverageState scar,
        int scarCauses,
        CoverageState raised,
        boolean rearranged,
        int foldedGaps) {

    static Mark of(CoverageState state, int causes) {
        return new Mark(state, causes, CoverageState.VERIFIED, Cause.NONE, CoverageState.UNSEEN, false, 0);
    }

    Mark withBase(CoverageState state, int causes) {
        return new Mark(state, causes, scar, scarCauses, raised, rearranged, foldedGaps);
    }

    /** A worse base from a cause that came to light later. */
    Mark spoilt(CoverageState state, int causes) {
        return withBase(CoverageState.worse(base, state), baseCauses | causes);
    }

    Mark scarred(CoverageState state, int causes) {
        return new Mark(
                base,
                baseCauses,
                CoverageState.worse(scar, state),
                scarCauses | causes,
                raised,
                rearranged,
                foldedGaps);
    }

    Mark raisedTo(CoverageState state) {
        return new Mark(
                base, baseCauses, scar, scarCauses, CoverageState.better(raised, state), rearranged, foldedGaps);
    }

    static Mark folded(CoverageState state, int causes, int gaps) {
        return new Mark(state, causes, CoverageState.VERIFIED, Cause.NONE, CoverageState.UNSEEN, true, gaps);
    }

    /** The later part when a stretch is cut in two: the gaps drawn together in it are told once. */
    Mark tail() {
        return foldedGaps == 0 ? this : new Mark(base, baseCauses, scar, scarCauses, raised, rearranged, 0);
    }

    CoverageState state() {
        if ((scarCauses & Cause.ROW_REFUSED.bit()) != 0) {
            return CoverageState.UNSEEN;
        }
        return CoverageState.better(CoverageState.worse(base, scar), raised);
    }

    int causes() {
        return baseCauses | scarCauses;
    }

    void writeTo(StateWriter to) {
        to.writeText(base.name()).writeInt(baseCauses).writeText(scar.name()).writeInt(scarCauses);
        to.writeText(raised.name()).writeBoolean(rearranged).writeInt(foldedGaps);
    }

    static Mark read(StateReader from) {
        CoverageState base = CoverageState.valueOf(from.readText());
        int baseCauses = from.readInt();
        CoverageState scar = CoverageState.valueOf(from.readText());
        int scarCauses = from.readInt();
        CoverageState raised = CoverageState.valueOf(from.readText());
        boolean rearranged = from.readBoolean();
        return new Mark(base, baseCauses, scar, scarCauses, raised, rearranged, from.readInt());
    }

    CoverageInterval over(long from, long to) {
        return new CoverageInterval(from, to, state(), Cause.setOf(causes()), rearranged, foldedGaps);
    }
}
