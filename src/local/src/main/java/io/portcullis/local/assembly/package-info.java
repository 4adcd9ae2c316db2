/**
 * Reads a synthesized cloud assembly and resolves its templates across stacks. Nothing here knows
 * what a resource does.
 */
package io.portcullis.local.assembly;
