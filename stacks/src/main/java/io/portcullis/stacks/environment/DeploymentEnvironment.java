package io.portcullis.stacks.environment;

/**
 * An environment of the app.
 *
 * @param name the name of its file, such as {@code prod}
 * @param config what the file says
 */
public record DeploymentEnvironment(String name, EnvironmentConfig config) {}
