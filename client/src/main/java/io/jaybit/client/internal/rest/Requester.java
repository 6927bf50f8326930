package io.jaybit.client.internal.rest;

import io.jaybit.client.internal.rest.RestClient.Answer;
import java.util.concurrent.CompletableFuture;

/** Brings requests to the venue. */
@FunctionalInterface
public interface Requester {
    /** The future fails with {@link RestFailure} only. */
    CompletableFuture<Answer> ask(RestRequest request);
}
