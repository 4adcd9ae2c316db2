package io.portcullis.local;

import java.time.Duration;

/**
 * One request that the front door answered; nothing of its content.
 *
 * @param layer that answered, in the product's words
 * @param code of the refusal, empty if it is none or has none
 * @param service that answered: web ACL, API Gateway or function
 * @param customer whose key it was, empty if none was seen
 * @param source address, simulated or real
 */
public record RequestRecord(
    String method,
    String path,
    int status,
    String layer,
    String code,
    String service,
    String customer,
    String source,
    Duration duration) {}
