package io.portcullis.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/**
 * One CloudFormation stack of an environment.
 *
 * @param name the stack's name on AWS
 * @param account twelve digits
 * @param region AWS Region
 * @param template as synthesized, references unresolved
 * @param assets file of each asset, by its hash
 */
public record Stack(
    String name, String account, String region, JsonNode template, Map<String, Path> assets) {}
