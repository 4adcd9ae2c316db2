package io.portcullis.proxy.guard;

import io.portcullis.proxy.fingerprint.Fingerprint;
import io.portcullis.proxy.quota.Demand;
import io.portcullis.proxy.quota.PlanLimits;
import java.util.Optional;

/**
 * What guards know of a request.
 *
 * @param consumer the customer's name, or the id of the API key where there is none
 * @param fingerprint what its repetitions have in common; absent of one without a body, which takes
 *     the endpoint no work
 * @param limits of the customer's plan
 */
public record GuardedRequest(
    String consumer, Optional<Fingerprint> fingerprint, PlanLimits limits, Demand demand) {}
