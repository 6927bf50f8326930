package io.jaybit.recorder.database;

import io.jaybit.coverage.CoverageInterval;
import io.jaybit.market.Topic;

/** What can be said of a topic between two times. Immutable. */
public record CoverageRow(Topic topic, CoverageInterval interval) {}
