package io.portcullis.local;

import java.nio.file.Path;

/**
 * How the front door is opened.
 *
 * @param assembly folder of a synthesized cloud assembly
 * @param environment one of the assembly's environments
 * @param port of the API on loopback, 0 for any
 * @param state folder for logs, unpacked functions and {@code local.json}
 */
public record LocalOptions(Path assembly, String environment, int port, Path state) {}
