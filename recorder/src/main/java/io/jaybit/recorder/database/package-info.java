/** What is recorded as tables that can be asked while they fill; the one place that knows QuestDB. */
@NullMarked
package io.jaybit.recorder.database;

import org.jspecify.annotations.NullMarked;
