/**
 * Clients of the venue that others wrote, against the simulator: what they read is compared with the frames that were played.
 *
 * <p>Start at {@link io.jaybit.foreign.OfficialSdk} and {@link io.jaybit.foreign.XChange}. Everything stays on loopback. Where a
 * client is wrong the test says so, and shows the frame and what the venue documents of it.
 */
package io.jaybit.foreign;
